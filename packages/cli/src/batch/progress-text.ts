import type { BatchProgress } from '@nano-banana/node'
import { duration, money } from './amounts.ts'

/** How fast it goes. */
export interface Pace {
  /** Rows that have ended since this run began. */
  readonly ended: number
  readonly seconds: number
  /** Why nothing new is sent just now. */
  readonly paused: string | undefined
}

/** How far a batch is, in one line. */
export function progressText({ rows, ended, counts, cost, spent }: BatchProgress, pace: Pace): string {
  const { saved, failed, refused, not_saved, parked, invalid } = counts
  const bad = failed + refused + not_saved + parked + invalid
  const perSecond = pace.seconds > 0 ? pace.ended / pace.seconds : 0
  const parts: readonly (string | false | undefined)[] = [
    `${ended}/${rows}`,
    `${saved} saved`,
    bad > 0 && `${bad} not`,
    perSecond > 0 && `${(perSecond * 60).toFixed(0)} a minute`,
    perSecond > 0 && ended < rows && `${duration((rows - ended) / perSecond)} left`,
    cost !== undefined && spent > 0 && `${money(cost)} spent`,
    pace.paused !== undefined && `paused: ${pace.paused}`,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** A bar of so many characters. */
export function bar(share: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width)
  return '█'.repeat(full) + '░'.repeat(width - full)
}
