import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createAgenda } from '../src/agenda.ts'
import { type Priority, requestQuota, type TransportResponse } from '../src/index.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { answer } from './wire.ts'

const windowMs = 60_000

/** A service that counts in minutes of its own, and is asked no more than it allows. */
function createModel(clock: FakeClock, { limit, offsetMs }: { limit: number; offsetMs: number }) {
  const counts = new Map<number, number>()
  return {
    counts,
    /** What it says to a request that arrives now. */
    receive(): TransportResponse {
      const wallMs = clock.monotonic() + offsetMs
      const window = Math.floor(wallMs / windowMs)
      const count = (counts.get(window) ?? 0) + 1
      counts.set(window, count)
      return answer(count > limit ? 429 : 200, '{}', {
        date: new Date(wallMs).toUTCString(),
        'x-ratelimit-limit': `${limit}`,
        'x-ratelimit-remaining': `${Math.max(0, limit - count)}`,
        'x-ratelimit-reset': `${((window + 1) * windowMs) / 1_000}`,
      })
    },
  }
}

const call = fc.record({
  atMs: fc.oneof(fc.nat(2_000), fc.nat(200_000)),
  thereMs: fc.oneof(fc.nat(200), fc.nat(20_000)),
  backMs: fc.oneof(fc.nat(200), fc.nat(90_000)),
  priority: fc.constantFrom<Priority>('watch', 'interactive', 'bulk', 'background'),
  isLost: fc.boolean(),
})
const world = fc.record({
  // Nobody can keep a limit of which he has not heard: four go before the first answer.
  limit: fc.integer({ min: 4, max: 80 }),
  offsetMs: fc.integer({ min: 1_767_225_600_000, max: 1_767_225_700_000 }),
  wallShiftMs: fc.integer({ min: -100_000, max: 100_000 }),
  share: fc.constantFrom(0, 1 / 20, 1 / 6),
  // Of a request that is lost nobody knows in which minute it was counted, if at all.
  hasLosses: fc.boolean(),
  calls: fc.array(call, { minLength: 1, maxLength: 150, size: 'max' }),
})

it('never asks more in any minute than the service allows, and lets everybody go in the end', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ calls, share, hasLosses, wallShiftMs, ...facts }) => {
      const clock = createFakeClock()
      clock.shiftWall(wallShiftMs)
      const model = createModel(clock, facts)
      const quota = requestQuota()({ clock, agenda: createAgenda(clock) })
      quota.reserve(share)
      const stay = new AbortController().signal
      const live = async ({ atMs, thereMs, backMs, priority, isLost }: (typeof calls)[number]): Promise<void> => {
        await clock.elapse(atMs)
        const leave = await quota.enter(priority, stay)
        await clock.elapse(thereMs)
        const told = model.receive()
        await clock.elapse(backMs)
        leave(hasLosses && isLost ? undefined : told)
      }
      await Promise.all(calls.map(live))
      if (!hasLosses) expect(Math.max(...model.counts.values())).toBeLessThanOrEqual(facts.limit)
      expect([...model.counts.values()].reduce((sum, count) => sum + count)).toBe(calls.length)
      expect(clock.pending()).toBe(0)
    }),
    { seed: 20_260_101, numRuns: 60 },
  )
})
