import { expect, it } from 'vitest'
import { sharedWatch } from '../src/index.ts'
import { createDurations } from '../src/watch/shared/durations.ts'
import { estimate } from '../src/watch/shared/estimate.ts'
import { setup, setupWith } from './setup.ts'
import { accepted, done } from './wire.ts'

it('knows before anything is learned what tasks usually take, and how little that is', () => {
  const { fromMs, likelyMs, toMs, learnedFrom } = estimate(createDurations(), 0)
  expect(Math.abs(likelyMs - 12_000)).toBeLessThan(500)
  expect(Math.abs(fromMs - 4_700)).toBeLessThan(700)
  expect(Math.abs(toMs - 30_600)).toBeLessThan(2_500)
  expect(learnedFrom).toBe(0)
})

it('keeps its word: of ten tasks that are open at an age, eight end between the two bounds', () => {
  const durations = createDurations()
  for (const ageMs of [0, 5_000, 20_000, 60_000]) {
    const { fromMs, likelyMs, toMs } = estimate(durations, ageMs)
    const endedBy = (ms: number): number => 1 - Math.exp(durations.hazardTo(ageMs) - durations.hazardTo(ageMs + ms))
    expect(endedBy(fromMs)).toBeCloseTo(0.1, 1)
    expect(endedBy(likelyMs)).toBeCloseTo(0.5, 1)
    expect(endedBy(toMs)).toBeCloseTo(0.9, 1)
  }
})

it('learns, and is surer then', () => {
  const durations = createDurations()
  const before = estimate(durations, 0)
  for (let task = 0; task < 200; task += 1) {
    durations.live(0, 30_000)
    durations.end(29_000, 31_000)
  }
  const after = estimate(durations, 0)
  expect(Math.abs(after.likelyMs - 30_000)).toBeLessThan(3_000)
  expect((after.toMs - after.fromMs) / after.likelyMs).toBeLessThan((before.toMs - before.fromMs) / before.likelyMs)
  expect(after.learnedFrom).toBe(200)
})

it('never promises an end to what never ends', () => {
  const durations = createDurations()
  for (let task = 0; task < 400; task += 1) durations.live(0, 7_000_000)
  const { fromMs, toMs } = estimate(durations, 6_000_000)
  expect(fromMs).toBeLessThanOrEqual(toMs)
  expect(toMs).toBeLessThanOrEqual(7_200_000)
})

it('is asked of the client, for each resolution by itself', async () => {
  const { client } = setupWith({ watch: sharedWatch() }, accepted, done)
  const usual = client.estimate()
  expect(client.estimate({ resolution: '4K' })).toEqual(usual)
  expect(client.estimate({ ageMs: 60_000 })?.likelyMs).toBeGreaterThan(usual?.likelyMs ?? Number.NaN)
  await client.generate({ prompt: 'a cat', resolution: '4K' })
  expect(client.estimate({ resolution: '4K' })).toMatchObject({ learnedFrom: 1 })
  expect(client.estimate({ resolution: '1K' })).toEqual(usual)
})

it('is not known where the watch learns nothing', () => {
  expect(setup(done).client.estimate()).toBeUndefined()
})
