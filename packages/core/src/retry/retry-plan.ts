import type { RequestKind, Verdict } from './judge.ts'
import type { RetryBudget } from './retry-budget.ts'
import { retryDelayMs } from './retry-delay.ts'
import type { RetryPolicy } from './retry-options.ts'

/** What one call's retries are planned with. */
export interface RetryPlanTools {
  readonly policy: RetryPolicy
  readonly budget: RetryBudget
  readonly random: () => number
}

/** Says how long to pause before the next attempt, or nothing when there must be none. */
export type RetryPlan = (verdict: Verdict, limits: RetryLimits) => number | undefined

/** What bounds the next pause. */
export interface RetryLimits {
  /** What `Retry-After` asked for. */
  readonly askedMs: number | undefined
  /** A pause that ends later than this is of no use. */
  readonly longestMs: number
}

const maxBrokenAnswers = 2

/** Plans the retries of one call: bounded in number, in time and by the client's budget. */
export function createRetryPlan(kind: RequestKind, { policy, budget, random }: RetryPlanTools): RetryPlan {
  const maxRetries = (kind === 'read' ? policy.readAttempts : policy.submitAttempts) - 1
  let retries = 0
  let brokenAnswers = 0
  return ({ retry }, { askedMs, longestMs }) => {
    if (retry === 'never' || (askedMs ?? 0) > policy.maxRetryAfterMs) return undefined
    const pauseMs = retryDelayMs(retry, retries, askedMs, random)
    if (pauseMs > longestMs) return undefined
    // To wait for one's own first request is no retry: it may take until the deadline.
    if (retry === 'processing') return pauseMs
    if (retries >= maxRetries || (retry === 'broken_answer' && brokenAnswers >= maxBrokenAnswers)) return undefined
    if (!budget.pay(retry)) return undefined
    retries += 1
    if (retry === 'broken_answer') brokenAnswers += 1
    return pauseMs
  }
}
