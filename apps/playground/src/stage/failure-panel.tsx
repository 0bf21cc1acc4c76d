import type { AnyNanoBananaError } from '@nano-banana/react'
import { Banknote, PenLine, RotateCw, TriangleAlert } from 'lucide-react'
import type { JSX } from 'react'
import { ActionButton } from '../ui/action-button.tsx'
import { failureWords } from './failure-words.ts'

/** What went wrong, and how to go on. */
export interface FailurePanelProps {
  readonly error: AnyNanoBananaError
  readonly onAgain: () => void
  readonly onEdit: () => void
}

/** Says what happened, what it means for money, and offers to try again. */
export function FailurePanel({ error, onAgain, onEdit }: FailurePanelProps): JSX.Element {
  const { title, message, money } = failureWords(error)
  return (
    <div role="alert" data-testid="error" className="w-full max-w-md rounded-2xl bg-card p-6 shadow-print sm:p-7">
      <span aria-hidden="true" className="mb-4 grid size-10 place-items-center rounded-full bg-alert-tint text-alert">
        <TriangleAlert className="size-5" />
      </span>
      <h2 className="text-lg leading-snug font-semibold tracking-tight">{title}</h2>
      <p className="mt-1.5 text-[0.9375rem] wrap-anywhere text-soft">{message}</p>
      <p className="mt-4 flex items-start gap-2.5 rounded-xl bg-well px-3.5 py-3 text-sm">
        <Banknote aria-hidden="true" className="mt-px size-4.5 shrink-0 text-soft" />
        {money}
      </p>
      <div className="mt-5 flex flex-wrap items-center gap-x-2 gap-y-3">
        <ActionButton emphasis="strong" data-testid="again" onClick={onAgain}>
          <RotateCw aria-hidden="true" className="size-4" />
          Try again
        </ActionButton>
        <ActionButton emphasis="quiet" data-testid="edit" onClick={onEdit}>
          <PenLine aria-hidden="true" className="size-4" />
          Change the prompt
        </ActionButton>
        <code className="ml-auto font-mono text-xs wrap-anywhere text-soft">{error.reason ?? error.code}</code>
      </div>
    </div>
  )
}
