import type { TaskState } from '@nano-banana/react'

/** One word for where a task stands: the service's own while it runs. */
export function statusWord(state: TaskState): string {
  switch (state.phase) {
    case 'idle':
      return 'ready'
    case 'submitting':
      return 'submitting'
    case 'waiting':
      return state.status
    case 'succeeded':
      return 'success'
    case 'failed':
      return 'failed'
    case 'aborted':
      return 'stopped'
  }
}
