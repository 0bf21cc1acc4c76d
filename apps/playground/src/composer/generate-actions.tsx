import { CornerDownLeft, LoaderCircle, Square } from 'lucide-react'
import type { JSX } from 'react'
import { ActionButton } from '../ui/action-button.tsx'

/** What the buttons need. */
export interface GenerateActionsProps {
  readonly isRunning: boolean
  readonly onStop: () => void
}

/** Generate, and while a picture is made, the way to stop waiting for it. */
export function GenerateActions({ isRunning, onStop }: GenerateActionsProps): JSX.Element {
  return (
    <div>
      <div className="flex gap-2">
        {/* Not `disabled`: the keyboard's focus would be lost with the first picture. */}
        <ActionButton
          type="submit"
          emphasis="strong"
          data-testid="generate"
          aria-disabled={isRunning}
          className="h-13 flex-1 rounded-2xl text-base"
        >
          {isRunning ? 'Drawing…' : 'Generate'}
          {isRunning ? (
            <LoaderCircle aria-hidden="true" className="size-4.5 motion-safe:animate-spin" />
          ) : (
            <CornerDownLeft aria-hidden="true" className="size-4.5 opacity-60" />
          )}
        </ActionButton>
        {isRunning && (
          <ActionButton
            emphasis="quiet"
            data-testid="stop"
            aria-describedby="stop-note"
            onClick={onStop}
            className="h-13 rounded-2xl px-5"
          >
            <Square aria-hidden="true" className="size-3.5 fill-current" />
            Stop waiting
          </ActionButton>
        )}
      </div>
      <p id="stop-note" className="mt-3 text-[0.8125rem] text-pretty text-soft">
        {isRunning
          ? 'Stopping ends the wait only: the task goes on and may bill.'
          : 'Enter generates, Shift + Enter begins a new line.'}
      </p>
    </div>
  )
}
