import { expect, it } from 'vitest'
import { createDurations } from '../src/watch/shared/durations.ts'
import { expectedLag } from '../src/watch/shared/expected-lag.ts'
import { openTask } from './open-task.ts'

const lag = (atMs: number, extra = {}, pace = 1): number => expectedLag(openTask('a', extra), atMs, pace)

it('is endless for a task that nobody has seen yet', () => {
  expect(lag(0, { seenMs: undefined })).toBe(Number.POSITIVE_INFINITY)
})

it('is nothing at the moment of a look, nor before it', () => {
  expect([lag(5_000, { seenMs: 5_000 }), lag(4_000, { seenMs: 5_000 })]).toEqual([0, 0])
})

it('grows with time, and never by more than time', () => {
  const times = [5_000, 10_000, 20_000, 40_000, 80_000]
  const lags = times.map((atMs) => lag(atMs))
  expect(lags).toEqual([...lags].sort((a, b) => a - b))
  expect(times.every((atMs, index) => (lags[index] ?? 0) < atMs / 1_000)).toBe(true)
  // In the end it has surely been over for a while.
  expect(lags.at(-1)).toBeGreaterThan(55)
})

it('is the chance that the task has ended, added up over the time that nobody looked', () => {
  const { hazardTo } = createDurations()
  const since = { bornMs: 0, seenMs: 10_000 }
  let exact = 0
  for (let ms = 10_005; ms < 13_000; ms += 10) exact += (1 - Math.exp(hazardTo(10_000) - hazardTo(ms))) / 100
  expect(lag(13_000, since)).toBeCloseTo(exact, 2)
})

it('is less while tasks end more slowly than usual, and more while they end faster', () => {
  expect(lag(10_000, {}, 0.3)).toBeLessThan(0.5 * lag(10_000))
  expect(lag(10_000, {}, 2)).toBeGreaterThan(1.5 * lag(10_000))
})

it('is next to nothing while a callback is expected, and all there is when it is overdue', () => {
  const share = (atMs: number): number => lag(atMs, { hasCallback: true }) / lag(atMs)
  expect(share(10_000)).toBeLessThan(0.01)
  expect(share(40_000)).toBeGreaterThan(0.05)
  expect(share(240_000)).toBeGreaterThan(0.9)
})

it('does not mind a task that was seen before it was born, by a clock that was set', () => {
  expect(lag(10_000, { bornMs: 3_000, seenMs: 1_000 })).toBeGreaterThan(0)
})
