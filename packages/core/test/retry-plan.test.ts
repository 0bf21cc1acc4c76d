import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoff } from '../src/index.ts'
import type { RequestKind, Verdict } from '../src/retry/judge.ts'
import { createRetryBudget } from '../src/retry/retry-budget.ts'
import { retryDelayMs } from '../src/retry/retry-delay.ts'
import { type RetryOptions, readRetryOptions } from '../src/retry/retry-options.ts'
import { createRetryPlan } from '../src/retry/retry-plan.ts'
import { parse } from '../src/schema/parse.ts'
import { createFakeClock } from './fake-clock.ts'

const half = () => 0.5
const runs = { seed: 20_260_101, numRuns: 1_000 }

describe('backoff', () => {
  it('draws from a bound that doubles, up to 20 seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 60, 2_000].map((retry) => backoff(retry, half))).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000,
    ])
  })

  it('takes other bounds', () => {
    expect(backoff(3, half, { baseMs: 100 })).toBe(400)
    expect(backoff(3, half, { maxMs: 600 })).toBe(300)
  })

  it('never pauses for less than 50 ms', () => {
    expect(backoff(0, () => 0)).toBe(50)
  })
})

describe('the pause before a retry', () => {
  it('is longer while the service throttles', () => {
    expect([retryDelayMs('transient', 0, undefined, half), retryDelayMs('throttle', 0, undefined, half)]).toEqual([
      250, 500,
    ])
  })

  it('is about five seconds for a request of its own that is still processed', () => {
    expect(retryDelayMs('processing', 9, undefined, () => 0)).toBe(5_000)
    expect(retryDelayMs('processing', 9, undefined, half)).toBe(5_500)
    expect(retryDelayMs('processing', 9, 1_000, half)).toBe(1_100)
  })

  it('is never shorter than asked, nor than the backoff, and a second longer at most', () => {
    const reason = fc.constantFrom<Verdict['retry']>('transient', 'throttle', 'broken_answer')
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(reason, fc.nat(20), fc.nat(600_000), unit, (retry, count, askedMs, random) => {
        const backoffMs = retryDelayMs(retry, count, undefined, () => random)
        const delay = retryDelayMs(retry, count, askedMs, () => random)
        expect(delay).toBeGreaterThanOrEqual(Math.max(askedMs, backoffMs))
        expect(delay).toBeLessThanOrEqual(Math.max(askedMs, backoffMs) + 1_000)
      }),
      runs,
    )
  })
})

describe('the plan of one call', () => {
  const longestMs = 600_000

  function plan(kind: RequestKind, policy: RetryOptions = {}) {
    const clock = createFakeClock()
    const tools = { policy: parse(readRetryOptions, policy, 'retry'), budget: createRetryBudget(clock), random: half }
    const next = createRetryPlan(kind, tools)
    const pause = (retry: Verdict['retry'], limits: { askedMs?: number; longestMs?: number } = {}) =>
      next({ retry, retryable: true, outcome: 'unknown' }, { askedMs: undefined, longestMs, ...limits })
    return {
      pause,
      pauses: (retry: Verdict['retry'], count: number) => Array.from({ length: count }, () => pause(retry)),
    }
  }

  it('never repeats what must not be repeated', () => {
    expect(plan('keyed').pause('never')).toBeUndefined()
  })

  it.each<[RequestKind, readonly (number | undefined)[]]>([
    ['keyed', [250, 500, 1_000, 2_000, 4_000, undefined, undefined]],
    ['keyless', [250, 500, 1_000, 2_000, 4_000, undefined, undefined]],
    ['read', [250, 500, 1_000, undefined]],
  ])('bounds the retries of a %s request', (kind, expected) => {
    expect(plan(kind).pauses('transient', expected.length)).toEqual(expected)
  })

  it('takes other bounds', () => {
    expect(plan('keyed', { submitAttempts: 2 }).pauses('transient', 2)).toEqual([250, undefined])
    expect(plan('read', { readAttempts: 1 }).pauses('transient', 1)).toEqual([undefined])
    expect(plan('keyed', { maxRetryAfterMs: 999 }).pause('throttle', { askedMs: 1_000 })).toBeUndefined()
  })

  it('asks twice at most for an answer that makes no sense, among other retries', () => {
    const { pause } = plan('keyed')
    const reasons = ['broken_answer', 'transient', 'broken_answer', 'transient', 'broken_answer'] as const
    expect(reasons.map((reason) => pause(reason))).toEqual([250, 500, 1_000, 2_000, undefined])
  })

  it('waits for its own request without end, at no cost', () => {
    const { pauses } = plan('keyed')
    expect(new Set(pauses('processing', 1_000))).toEqual(new Set([5_500]))
    expect(pauses('transient', 5)).toEqual([250, 500, 1_000, 2_000, 4_000])
  })

  it('plans no pause that ends too late, also for its own request', () => {
    expect(plan('keyed').pause('transient', { longestMs: 249 })).toBeUndefined()
    expect(plan('keyed').pause('transient', { longestMs: 250 })).toBe(250)
    expect(plan('keyed').pause('processing', { longestMs: 5_000 })).toBeUndefined()
  })
})
