import type { TaskState } from '@nano-banana/react'
import type { JSX, ReactNode } from 'react'
import type { Entry } from '../studio/entry.ts'
import { WatchFacts } from '../watch/watch-facts.tsx'
import type { WireStore } from '../wire/wire-store.ts'
import { Elapsed } from './elapsed.tsx'
import { StatusTrack, type StatusTrackProps } from './status-track.tsx'
import { statusWord } from './status-word.ts'
import { storyOf } from './story-of.ts'
import { TaskId } from './task-id.tsx'
import { timesOf } from './times-of.ts'
import { useReached } from './use-reached.ts'

/** What the panel tells of. */
export interface StatusPanelProps {
  readonly entry: Entry
  readonly wire: WireStore
  /** What can be done with the task as it stands. */
  readonly actions: ReactNode
  /** Facts about what came of it. */
  readonly facts: ReactNode
}

/** Where the task stands, in a word, in a sentence and as a line. */
export function StatusPanel({ entry, wire, actions, facts }: StatusPanelProps): JSX.Element {
  const { state, sentAtMs, seenAtMs } = entry
  const word = statusWord(state)
  const taskId = 'taskId' in state ? state.taskId : undefined
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4 sm:min-h-11">
        <div>
          <p className="flex items-baseline gap-3">
            <span
              role="status"
              aria-live="polite"
              data-testid="status"
              className="text-xl font-semibold tracking-tight"
            >
              {word}
            </span>
            <Elapsed {...{ state, sentAtMs, seenAtMs }} />
          </p>
          <p className="mt-0.5 text-sm text-soft">{storyOf(state)}</p>
        </div>
        {actions}
      </div>
      <StatusTrack reached={useReached(state)} mood={moods[state.phase]} times={timesOf(seenAtMs)} />
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-6 gap-y-1">
        {taskId && <TaskId taskId={taskId} />}
        {facts}
      </div>
      <WatchFacts entry={entry} wire={wire} />
    </div>
  )
}

const moods: Readonly<Record<TaskState['phase'], StatusTrackProps['mood']>> = {
  idle: 'still',
  submitting: 'running',
  waiting: 'running',
  succeeded: 'done',
  failed: 'failed',
  aborted: 'still',
}
