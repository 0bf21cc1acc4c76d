import { CornerDownLeft } from 'lucide-react'
import type { JSX } from 'react'
import { ActionButton } from '../ui/action-button.tsx'

/** Sends the form; also while other pictures are being made. */
export function GenerateActions(): JSX.Element {
  return (
    <div>
      <ActionButton
        type="submit"
        emphasis="strong"
        data-testid="generate"
        onClick={(event) => {
          // A double click means one picture: the second would be paid as well.
          if (event.detail > 1) event.preventDefault()
        }}
        className="h-13 w-full rounded-2xl text-base"
      >
        Generate
        <CornerDownLeft aria-hidden="true" className="size-4.5 opacity-60" />
      </ActionButton>
      <p className="mt-3 text-[0.8125rem] text-pretty text-soft">
        Enter generates, Shift + Enter begins a new line. Several pictures may be under way at once.
      </p>
    </div>
  )
}
