import { Play, Square } from 'lucide-react'
import type { JSX } from 'react'
import type { Entry } from '../studio/entry.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { DownloadLink } from './download-link.tsx'
import { pictureOf } from './picture-of.ts'

/** What the buttons act on. */
export interface StageActionsProps {
  readonly entry: Entry
  readonly onStop: () => void
  readonly onPickUp: () => void
  readonly onNew: () => void
}

/** What can be done with a generation as it stands. */
export function StageActions({ entry: { state, wish }, onStop, onPickUp, onNew }: StageActionsProps): JSX.Element {
  const output = pictureOf(state)
  return (
    <div className="flex gap-2 empty:hidden max-sm:w-full max-sm:*:flex-1">
      {(state.phase === 'submitting' || state.phase === 'waiting') && (
        <ActionButton
          emphasis="quiet"
          data-testid="stop"
          title="Ends the wait only: the task goes on and may bill"
          onClick={onStop}
        >
          <Square aria-hidden="true" className="size-3.5 fill-current" />
          Stop waiting
        </ActionButton>
      )}
      {state.phase === 'aborted' && state.error.outcome !== 'not_sent' && (
        <ActionButton emphasis="strong" data-testid="pick-up" onClick={onPickUp}>
          <Play aria-hidden="true" className="size-3.5 fill-current" />
          Pick up again
        </ActionButton>
      )}
      {(state.phase === 'succeeded' || state.phase === 'aborted') && (
        <ActionButton emphasis="quiet" data-testid="new" onClick={onNew}>
          New picture
        </ActionButton>
      )}
      {output && <DownloadLink url={output.url} wish={wish} />}
    </div>
  )
}
