import type { Clock, Resolution } from '@nano-banana/core'
import type { Tally } from '../../cost/tally.ts'

/** How many tasks may still be made, counted so that there are never more, whatever becomes of those under way. */
export interface Spending {
  /** Takes one of them; `false` when none is left. Waits while that hangs on requests under way. */
  readonly take: (signal: AbortSignal) => Promise<boolean>
  /** Says of one that was taken whether its task may exist. */
  readonly decide: (isSpent: boolean, resolution: Resolution) => void
}

/** What it counts with. */
export interface SpendingTools {
  readonly clock: Clock
  readonly most: number
  /** What was spent before; what is spent is added. */
  readonly spent: Tally
}

const longestMs = 24 * 3_600_000

/** Counts from what was spent before. */
export function createSpending({ clock, most, spent }: SpendingTools): Spending {
  let undecided = 0
  let news = new AbortController()
  const isFull = (): boolean => spent.total() + undecided >= most
  return {
    async take(signal) {
      while (isFull() && undecided > 0 && !signal.aborted)
        await clock.sleep(longestMs, AbortSignal.any([signal, news.signal])).catch(() => undefined)
      if (isFull() || signal.aborted) return false
      undecided += 1
      return true
    },
    decide(isSpent, resolution) {
      undecided -= 1
      if (isSpent) spent.add(resolution)
      news.abort('decided')
      news = new AbortController()
    },
  }
}
