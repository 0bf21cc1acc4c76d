import type { TaskState } from '@nano-banana/react'
import { statusWord } from './status-word.ts'

/** The tab's title: how far the picture is, for those who look elsewhere meanwhile. */
export function titleOf(state: TaskState): string {
  if (state.phase === 'idle') return name
  const word = statusWord(state)
  return `${marks[state.phase]} ${word.charAt(0).toUpperCase()}${word.slice(1)} · ${name}`
}

const name = 'Nano Banana Playground'

const marks: Readonly<Record<Exclude<TaskState['phase'], 'idle'>, string>> = {
  submitting: '…',
  waiting: '…',
  succeeded: '✓',
  failed: '✕',
  aborted: '■',
}
