import fc from 'fast-check'
import { expect, it } from 'vitest'
import { requestQuota } from '../src/index.ts'
import { noQuota } from '../src/quota/quota.ts'
import { setupAccount } from './fake-account.ts'
import { answer, refusal, throttled } from './wire.ts'

const faults = [refusal(503, 'BUSY'), answer(502, '<html>'), throttled('2'), answer(200, '<html>')] as const

const task = fc.record({
  startMs: fc.oneof(fc.constant(0), fc.nat(30_000)),
  lifeMs: fc.integer({ min: 500, max: 90_000 }),
  isOurs: fc.boolean(),
  hasCallback: fc.boolean(),
})
const world = fc.record({
  tasks: fc.array(task, { minLength: 1, maxLength: 40, size: 'max' }),
  others: fc.constantFrom(0, 90, 450),
  latencyMs: fc.integer({ min: 1, max: 3_000 }),
  listLagMs: fc.constantFrom(0, 0, 3_000, Number.POSITIVE_INFINITY),
  isLimited: fc.boolean(),
  random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  // Every so many answers to a read is a fault of a kind.
  faultEvery: fc.integer({ min: 3, max: 30 }),
  fault: fc.constantFrom(...faults),
})

/** How late an end may be heard of. Within a limit, forty tasks that no list shows wait for each other, and for refusals. */
const latestMs = (isLimited: boolean): number => (isLimited ? 300_000 : 45_000)

it('every wait hears of its end, whatever happens meanwhile, and nothing is left behind', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ tasks, others, random, isLimited, faultEvery, fault, ...service }) => {
      let reads = 0
      const { client, clock, add, looks, made, open, refused } = setupAccount({
        ...service,
        lifeMs: () => 5_000,
        random: () => random,
        quota: isLimited ? requestQuota() : noQuota,
        ...(isLimited && { limit: 60 }),
        insteadOf: (what) => (what !== 'create' && ++reads % faultEvery === 0 ? fault : undefined),
      })
      for (let other = 0; other < others; other += 1) add(1)
      const late: number[] = []
      const live = async ({ startMs, lifeMs, isOurs, hasCallback }: (typeof tasks)[number]): Promise<void> => {
        await clock.elapse(startMs)
        const callback = { url: 'https://app.example/cb', when: 'final' } as const
        const { taskId } = isOurs
          ? await client.generate({ prompt: 'a cat' }, hasCallback ? { callback } : {})
          : await client.wait(add(lifeMs))
        const bornMs = made[Number(taskId.slice('task-'.length)) - 1] ?? 0
        late.push(clock.monotonic() - bornMs - (isOurs ? 5_000 : lifeMs))
      }
      await Promise.all(tasks.map(live))
      expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...late)).toBeLessThan(latestMs(isLimited))
      await clock.elapse(0)
      expect([open(), clock.pending(), refused()]).toEqual([0, 0, 0])
      expect(looks.every(([what]) => /^(page \d+|task-\d+)$/.test(what))).toBe(true)
    }),
    { seed: 20_260_101, numRuns: 25 },
  )
})
