import type { Clock } from '../clock.ts'

const capacity = 100
const refillPerSecond = 1
const prices = { transient: 10, broken_answer: 10, throttle: 5 } as const

/** Keeps a failing service from being hammered: retries cost, successes and time refill. One per client. */
export interface RetryBudget {
  /** Pays for one retry; false when there is not enough left. */
  readonly pay: (reason: keyof typeof prices) => boolean
  readonly refill: () => void
}

/** A full budget: ten retries at once, then one every ten seconds, however bad things are. */
export function createRetryBudget(clock: Clock): RetryBudget {
  let left = capacity
  let countedAt = clock.monotonic()
  const count = (bonus: number): void => {
    const now = clock.monotonic()
    left = Math.min(capacity, left + ((now - countedAt) / 1000) * refillPerSecond + bonus)
    countedAt = now
  }
  return {
    pay(reason) {
      count(0)
      if (left < prices[reason]) return false
      left -= prices[reason]
      return true
    },
    refill: () => count(1),
  }
}
