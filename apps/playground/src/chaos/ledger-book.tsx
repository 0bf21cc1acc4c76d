import type { JSX } from 'react'
import { classNames } from '../ui/class-names.ts'
import type { Books } from './books.ts'

/** What the ledger shows. */
export interface LedgerBookProps {
  readonly books: Books | undefined
  readonly isDown: boolean
  readonly onReset: () => void
}

/** The count that matters: asked for, sent, billed, delivered. */
export function LedgerBook({ books, isDown, onReset }: LedgerBookProps): JSX.Element {
  const { wanted, sent, billed, delivered } = books ?? { wanted: 0, sent: 0, billed: 0, delivered: 0 }
  return (
    <section aria-labelledby="ledger-title" className="rounded-2xl bg-card p-5 shadow-card">
      <div className="mb-4 flex items-center justify-between gap-3">
        <h2 id="ledger-title" className="font-semibold tracking-tight">
          Ledger
        </h2>
        <span
          role="status"
          data-testid="server-state"
          className={classNames(
            'rounded-full px-2.5 py-1 text-xs font-medium',
            isDown ? 'bg-alert-tint text-alert' : 'bg-well text-soft',
          )}
        >
          {isDown ? 'server is down' : 'server is up'}
        </span>
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4">
        <Count name="Pictures wanted" value={wanted} testId="wanted" />
        <Count name="Requests sent" value={sent} testId="sent" />
        <Count name="Tasks billed" value={billed} testId="billed" isAlarming={billed > wanted} />
        <Count name="Pictures delivered" value={delivered} testId="delivered" />
      </dl>
      <button
        type="button"
        data-testid="reset-ledger"
        onClick={onReset}
        className="mt-4 text-[0.8125rem] text-soft underline underline-offset-3 transition hover:text-ink"
      >
        Count from here
      </button>
    </section>
  )
}

interface CountProps {
  readonly name: string
  readonly value: number
  readonly testId: string
  readonly isAlarming?: boolean
}

function Count({ name, value, testId, isAlarming = false }: CountProps): JSX.Element {
  return (
    <div>
      <dt className="text-xs text-soft">{name}</dt>
      <dd
        data-testid={testId}
        className={classNames('mt-0.5 text-3xl font-semibold tracking-tight tabular-nums', isAlarming && 'text-alert')}
      >
        {value}
      </dd>
    </div>
  )
}
