import type { JSX } from 'react'
import { classNames } from '../ui/class-names.ts'
import type { ServiceInfo } from './service-info.ts'

/** Says who draws, and whether it costs money. */
export function ServiceBadge({ service }: Pick<ServiceInfo, 'service'>): JSX.Element {
  const { name, cost, dot } = wordsOf[service]
  return (
    <p className="flex h-9 items-center gap-2 rounded-full bg-card px-3 text-[0.8125rem] leading-none whitespace-nowrap sm:px-3.5 shadow-card">
      <span aria-hidden="true" className={classNames('size-2 shrink-0 rounded-full', dot)} />
      <span>
        <span className="font-medium max-sm:sr-only">{name}:</span>{' '}
        <span className="inline-block text-soft max-sm:first-letter:uppercase">{cost}</span>
      </span>
    </p>
  )
}

const wordsOf: Readonly<
  Record<ServiceInfo['service'], { readonly name: string; readonly cost: string; readonly dot: string }>
> = {
  emulator: { name: 'Emulator', cost: 'nothing is billed', dot: 'bg-leaf' },
  hiapi: { name: 'HiAPI', cost: 'pictures cost money', dot: 'bg-alert' },
}
