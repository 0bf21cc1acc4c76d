import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDurations, type Durations } from '../src/watch/shared/durations.ts'

/** The share of tasks that are expected to be open at an age. */
const openAt = (durations: Durations, ageMs: number): number => Math.exp(-durations.hazardTo(ageMs))

/** Tasks that ended after so long, give or take a second. */
function teach(durations: Durations, lifeMs: number, tasks: number): void {
  for (let task = 0; task < tasks; task += 1) {
    durations.live(0, lifeMs - 500)
    durations.end(lifeMs - 1_000, lifeMs)
  }
}

it('expects half of all tasks to take longer than 12 seconds, and one in twenty longer than 40', () => {
  const durations = createDurations()
  expect(durations.hazardTo(0)).toBe(0)
  expect(openAt(durations, 12_000)).toBeCloseTo(0.5, 2)
  expect(openAt(durations, 40_000)).toBeCloseTo(0.05, 2)
  expect(openAt(durations, 2_000)).toBeGreaterThan(0.98)
})

it('learns how long tasks take', () => {
  const durations = createDurations()
  teach(durations, 30_000, 200)
  expect(openAt(durations, 20_000)).toBeGreaterThan(0.8)
  expect(openAt(durations, 40_000)).toBeLessThan(0.1)
})

it('is not turned round by a single task', () => {
  const durations = createDurations()
  teach(durations, 30_000, 1)
  expect(openAt(durations, 12_000)).toBeGreaterThan(0.45)
  expect(openAt(durations, 12_000)).toBeLessThan(0.6)
})

it('learns from tasks that have not ended yet', () => {
  const durations = createDurations()
  for (let task = 0; task < 100; task += 1) durations.live(0, 20_000)
  expect(openAt(durations, 20_000)).toBeGreaterThan(0.75)
})

it('learns again when the service changes its pace', () => {
  const durations = createDurations()
  teach(durations, 40_000, 2_000)
  teach(durations, 10_000, 1_000)
  expect(openAt(durations, 8_000)).toBeGreaterThan(0.6)
  expect(openAt(durations, 15_000)).toBeLessThan(0.3)
})

it('shares an end out evenly among the ages at which it may have been', () => {
  const [certain, vague] = [createDurations(), createDurations()]
  for (let task = 0; task < 100; task += 1) {
    certain.end(9_000, 9_100)
    vague.end(5_000, 20_000)
  }
  const between = (durations: Durations, fromMs: number, toMs: number): number =>
    durations.hazardTo(toMs) - durations.hazardTo(fromMs)
  expect(between(certain, 8_500, 9_500)).toBeGreaterThan(3 * between(vague, 8_500, 9_500))
  expect(between(vague, 15_000, 19_000)).toBeGreaterThan(3 * between(certain, 15_000, 19_000))
})

const life = fc.record({ fromMs: fc.nat(60_000), lastedMs: fc.nat(10_000_000), hasEnded: fc.boolean() })
it('has a hazard that only grows with age, whatever it is told', () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 30 }), fc.array(fc.nat(20_000_000), { minLength: 2 }), (lives, ages) => {
      const durations = createDurations()
      for (const { fromMs, lastedMs, hasEnded } of lives) {
        durations.live(fromMs, fromMs + lastedMs)
        if (hasEnded) durations.end(fromMs, fromMs + lastedMs)
      }
      const hazards = ages.sort((a, b) => a - b).map(durations.hazardTo)
      expect(hazards.every((hazard, index) => Number.isFinite(hazard) && hazard >= (hazards[index - 1] ?? 0))).toBe(
        true,
      )
    }),
    { seed: 20_260_101, numRuns: 300 },
  )
})

// Else they would not be looked at for as long as anybody waits.
it.each([0, 400, 5_000, 50_000])(
  'after %i short tasks, it still expects a few that have become old to end',
  (tasks) => {
    const durations = createDurations()
    teach(durations, 12_000, tasks)
    for (let survivor = 0; survivor < 5; survivor += 1) durations.live(0, 600_000)
    expect(durations.hazardTo(500_000) - durations.hazardTo(300_000)).toBeGreaterThan(0.1)
  },
)

it('stays sane over hundreds of thousands of tasks', () => {
  const durations = createDurations()
  teach(durations, 12_000, 400_000)
  expect(openAt(durations, 14_000)).toBeLessThan(0.1)
  expect(durations.hazardTo(300_000)).toBeGreaterThan(durations.hazardTo(60_000))
})
