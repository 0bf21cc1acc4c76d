import type { TaskState } from '@nano-banana/react'
import { statusWord } from './status-word.ts'

/** Where a task stands, in a sentence for people. */
export function storyOf(state: TaskState): string {
  if (state.phase === 'aborted' && state.error.outcome === 'not_sent') return 'Nothing was sent, nothing is billed.'
  return stories[statusWord(state)] ?? 'A new word from the service; we keep watching.'
}

const stories: Readonly<Record<string, string>> = {
  ready: 'Your picture will appear here.',
  submitting: 'Handing over your wish.',
  queued: 'In line for a free painter.',
  handling: 'The model is drawing.',
  archiving: 'Drying the paint, putting it in storage.',
  success: 'Picked at its best.',
  failed: 'No picture this time.',
  stopped: 'The task goes on and may bill. Pick it up whenever you like.',
}
