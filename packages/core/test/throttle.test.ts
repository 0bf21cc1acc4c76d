import { expect, it } from 'vitest'
import { createThrottle } from '../src/quota/throttle.ts'
import { createFakeClock } from './fake-clock.ts'

function setupThrottle(widest = 10) {
  const clock = createFakeClock()
  return { clock, throttle: createThrottle(clock, widest) }
}

it('is open as long as nothing is refused', () => {
  const { throttle } = setupThrottle()
  expect(throttle.width()).toBe(10)
  expect(throttle.restMs()).toBeLessThanOrEqual(0)
})

it('lets half as many go after a refusal, and one more for every ten seconds without', async () => {
  const { clock, throttle } = setupThrottle()
  throttle.refuse(0, 0)
  const widths = [throttle.width()]
  for (let tenSeconds = 0; tenSeconds < 6; tenSeconds += 1) {
    await clock.elapse(10_000)
    widths.push(throttle.width())
  }
  expect(widths).toEqual([5, 6, 7, 8, 9, 10, 10])
})

it('learns one lesson from requests that were under way together', async () => {
  const { clock, throttle } = setupThrottle()
  await clock.elapse(100)
  for (let refusal = 0; refusal < 10; refusal += 1) throttle.refuse(0, undefined)
  expect(throttle.width()).toBe(5)
})

it('learns another from a request that went after it', async () => {
  const { clock, throttle } = setupThrottle()
  const widths: number[] = []
  for (let refusal = 0; refusal < 5; refusal += 1) {
    await clock.elapse(100)
    throttle.refuse(clock.monotonic(), 0)
    widths.push(throttle.width())
  }
  // It never closes for good.
  expect(widths).toEqual([5, 2, 1, 1, 1])
})

it.each([
  ['as long as the service asks for', 7_000, 7_000],
  ['a second where it does not say', undefined, 1_000],
  ['a minute at most: what is more, concerns one call only', 3_600_000, 60_000],
])('rests for %s', async (_, askedMs, restMs) => {
  const { clock, throttle } = setupThrottle()
  throttle.refuse(0, askedMs)
  expect(throttle.restMs()).toBe(restMs)
  await clock.elapse(restMs)
  expect(throttle.restMs()).toBeLessThanOrEqual(0)
})

it('rests for the longest of what it was told, also by refusals that came together', async () => {
  const { clock, throttle } = setupThrottle()
  await clock.elapse(100)
  for (const askedMs of [1_000, 9_000, 2_000]) throttle.refuse(0, askedMs)
  expect(throttle.restMs()).toBe(9_000)
})
