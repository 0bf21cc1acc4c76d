import { systemClock } from '@nano-banana/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSpending } from '../../src/batch/plan/spending.ts'
import { createTally } from '../../src/cost/tally.ts'

const signal = new AbortController().signal

it('never grants more than it may, and grants all that it may, whatever becomes of what it has granted', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 6 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 15 }),
      async (most, fates) => {
        const spent = createTally()
        const spending = createSpending({ clock: systemClock, most, spent })
        let underWay = 0
        const granted = await Promise.all(
          fates.map(async (isSpent) => {
            if (!(await spending.take(signal))) return false
            underWay += 1
            expect(spent.total() + underWay).toBeLessThanOrEqual(most)
            await new Promise((resolve) => setImmediate(resolve))
            underWay -= 1
            spending.decide(isSpent, '1K')
            return true
          }),
        )
        expect(spent.total()).toBe(Math.min(most, granted.filter((was, nth) => was && fates[nth]).length))
        if (granted.includes(false)) expect(spent.total()).toBe(most)
      },
    ),
  ))

it('waits for nobody who has stopped', async () => {
  const spending = createSpending({ clock: systemClock, most: 1, spent: createTally() })
  expect(await spending.take(signal)).toBe(true)
  expect(await spending.take(AbortSignal.timeout(20))).toBe(false)
})
