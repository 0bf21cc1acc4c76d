import type { TaskState } from '@nano-banana/react'
import { useState } from 'react'
import { steps } from './steps.ts'

/** The furthest step a task came to, -1 before the first; a task that ended early keeps what it had. */
export function useReached(state: TaskState): number {
  const [kept, setKept] = useState(-1)
  const reached = reachedBy(state) ?? kept
  if (reached !== kept) setKept(reached)
  return reached
}

function reachedBy(state: TaskState): number | undefined {
  switch (state.phase) {
    case 'idle':
    case 'submitting':
      return -1
    case 'waiting':
      return Math.min(Math.max(state.rank, 0), steps.length - 1)
    case 'succeeded':
      return steps.length - 1
    case 'failed':
    case 'aborted':
      return undefined
  }
}
