import type { TaskState } from '@nano-banana/react'
import type { JSX } from 'react'
import { statusWord } from './status-word.ts'
import { useElapsedMs } from './use-elapsed-ms.ts'

/** What the stopwatch needs. */
export interface ElapsedProps {
  readonly state: TaskState
  readonly sentAtMs: number
  /** When each state was first seen. */
  readonly seenAtMs: Readonly<Record<string, number>>
}

/** How long the picture takes, or took. */
export function Elapsed({ state, sentAtMs, seenAtMs }: ElapsedProps): JSX.Element | null {
  const isRunning = state.phase === 'submitting' || state.phase === 'waiting'
  const tickedMs = useElapsedMs(isRunning, sentAtMs)
  const endAtMs = seenAtMs[statusWord(state)]
  const elapsedMs =
    isRunning || endAtMs === undefined || seenAtMs['submitting'] === undefined ? tickedMs : endAtMs - sentAtMs
  if (state.phase === 'idle' || elapsedMs === undefined) return null
  return (
    <span className="text-soft tabular-nums">
      <span className="sr-only">Elapsed: </span>
      {(elapsedMs / 1000).toFixed(1)} s
    </span>
  )
}
