import { expect, it } from 'vitest'
import { createRetryBudget } from '../src/retry/retry-budget.ts'
import { createFakeClock } from './fake-clock.ts'

function setupBudget() {
  const clock = createFakeClock()
  const budget = createRetryBudget(clock)
  /** How many retries can be paid for now. */
  const paid = (reason: Parameters<typeof budget.pay>[0]): number => {
    let count = 0
    while (count < 1_000 && budget.pay(reason)) count += 1
    return count
  }
  return { budget, clock, paid }
}

it.each([
  ['transient', 10],
  ['broken_answer', 10],
  ['throttle', 20],
] as const)('pays for %s retries: %i at once', (reason, count) => {
  expect(setupBudget().paid(reason)).toBe(count)
})

it('refuses without taking anything', () => {
  const { budget, paid } = setupBudget()
  for (let retry = 0; retry < 9; retry += 1) budget.pay('transient')
  budget.pay('throttle')
  expect([budget.pay('transient'), budget.pay('throttle'), budget.pay('throttle')]).toEqual([false, true, false])
  expect(paid('transient')).toBe(0)
})

it('refills by one a second, so that it never starves for good', async () => {
  const { clock, paid } = setupBudget()
  paid('transient')
  await clock.elapse(9_000)
  expect(paid('transient')).toBe(0)
  await clock.elapse(1_000)
  expect(paid('transient')).toBe(1)
})

it('refills by one a success', () => {
  const { budget, paid } = setupBudget()
  paid('transient')
  for (let success = 0; success < 10; success += 1) budget.refill()
  expect(paid('transient')).toBe(1)
})

it('never holds more than it began with', async () => {
  const { budget, clock, paid } = setupBudget()
  await clock.elapse(3_600_000)
  budget.refill()
  expect(paid('transient')).toBe(10)
})
