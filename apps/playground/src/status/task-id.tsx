import { Check, Copy } from 'lucide-react'
import type { JSX } from 'react'
import { useCopy } from '../browser/use-copy.ts'

/** A task's name, to be copied: with it the picture can be found again. */
export function TaskId({ taskId }: { readonly taskId: string }): JSX.Element {
  const { isCopied, copy } = useCopy(taskId)
  const Icon = isCopied ? Check : Copy
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={isCopied ? `Copied task id ${taskId}` : `Copy task id ${taskId}`}
      className="-mx-2 inline-flex h-8 max-w-full min-w-0 items-center gap-2 rounded-lg px-2 text-soft transition hover:bg-card hover:text-ink"
    >
      <span data-testid="task-id" className="truncate font-mono text-xs">
        {taskId}
      </span>
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
    </button>
  )
}
