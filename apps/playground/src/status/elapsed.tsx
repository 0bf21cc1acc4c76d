import type { TaskState } from '@nano-banana/react'
import type { JSX } from 'react'
import { useElapsedMs } from './use-elapsed-ms.ts'

/** What the stopwatch needs. */
export interface ElapsedProps {
  readonly state: TaskState
  readonly sentAtMs: number | undefined
}

/** How long the picture takes, or took. */
export function Elapsed({ state, sentAtMs }: ElapsedProps): JSX.Element | null {
  const isRunning = state.phase === 'submitting' || state.phase === 'waiting'
  const elapsedMs = useElapsedMs(isRunning, sentAtMs) ?? servedMs(state)
  if (state.phase === 'idle' || elapsedMs === undefined) return null
  return (
    <span className="text-soft tabular-nums">
      <span className="sr-only">Elapsed: </span>
      {(elapsedMs / 1000).toFixed(1)} s
    </span>
  )
}

// After a reload nobody here saw how long it took; the service did, to the second.
function servedMs(state: TaskState): number | undefined {
  if (state.phase !== 'succeeded') return undefined
  const { createdAtMs, completedAtMs } = state.task
  return createdAtMs && completedAtMs ? completedAtMs - createdAtMs : undefined
}
