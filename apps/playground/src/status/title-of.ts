import type { TaskState } from '@nano-banana/react'
import { statusWord } from './status-word.ts'

/** The tab's title: how far the latest picture is, and how many are under way, for those who look elsewhere meanwhile. */
export function titleOf(states: readonly TaskState[]): string {
  const [latest] = states
  if (!latest || latest.phase === 'idle') return name
  const running = states.filter(({ phase }) => phase === 'submitting' || phase === 'waiting').length
  if (running > 1) return `… ${running} pictures under way · ${name}`
  const word = statusWord(latest)
  return `${marks[latest.phase]} ${word.charAt(0).toUpperCase()}${word.slice(1)} · ${name}`
}

const name = 'Nano Banana Playground'

const marks: Readonly<Record<Exclude<TaskState['phase'], 'idle'>, string>> = {
  submitting: '…',
  waiting: '…',
  succeeded: '✓',
  failed: '✕',
  aborted: '■',
}
