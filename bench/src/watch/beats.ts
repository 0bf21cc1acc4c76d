import { beatWatch } from './beat-watch.ts'
import type { Crowds } from './cost-of-crowd.ts'

/** The crowds that are followed by both, the shared watch and a list that is read on a fixed beat. */
export const contests: readonly Crowds[] = [
  { tasks: 1, seeds: 2_000 },
  { tasks: 10, seeds: 100 },
  { tasks: 100, seeds: 30 },
]

/** The beats, in seconds. */
export const beatSeconds = [1, 2, 3, 5] as const

/** The same crowds, followed on a beat. */
export const onBeat = (crowds: Crowds, seconds: number): Crowds => ({
  ...crowds,
  watch: () => beatWatch(seconds * 1_000),
})

/** What to call them. */
export const nameOf = ({ tasks }: Crowds): string => (tasks === 1 ? '1 task' : `${tasks} tasks`)
