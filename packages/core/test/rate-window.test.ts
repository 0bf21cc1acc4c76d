import { expect, it } from 'vitest'
import type { TransportResponse } from '../src/index.ts'
import { createRateWindow } from '../src/quota/rate-window.ts'
import { createFakeClock } from './fake-clock.ts'
import { told } from './rate-answer.ts'
import { answer } from './wire.ts'

function setupWindow() {
  const clock = createFakeClock()
  const rate = createRateWindow(clock)
  /** Sends one and has it answered at once. */
  const ask = (response: TransportResponse | undefined): void => rate.learn(rate.count(), response)
  return { clock, rate, ask }
}

it('knows no limit before it is told of one', () => {
  const { rate, ask } = setupWindow()
  for (let request = 0; request < 100; request += 1) ask(answer(200, '{}'))
  expect([rate.left(), rate.limit(), rate.remainingMs()]).toEqual([
    Number.POSITIVE_INFINITY,
    undefined,
    Number.POSITIVE_INFINITY,
  ])
})

it('does not believe in limits that make no sense', () => {
  const { rate, ask } = setupWindow()
  const headers = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': 'soon' }
  ask(answer(200, '{}', headers))
  ask(told(0, { limit: 0 }))
  expect(rate.limit()).toBeUndefined()
})

it('counts what it sends before the service does', () => {
  const { rate, ask } = setupWindow()
  ask(told(59))
  const underWay = [rate.count(), rate.count(), rate.count()]
  expect(rate.left()).toBe(56)
  for (const counted of underWay) rate.learn(counted, undefined)
  expect(rate.left()).toBe(56)
})

it('respects what others use under the same key, and does not count it twice', () => {
  const { rate, ask } = setupWindow()
  ask(told(29))
  expect(rate.left()).toBe(29)
  ask(told(28))
  ask(told(20))
  expect(rate.left()).toBe(20)
  // Answers may come in another order than the service gave them.
  ask(told(26))
  expect(rate.left()).toBe(19)
})

// In the second of its date up to a second has passed already: later is safe, earlier is not.
it('ends when the service says, held against its own date and not against our clock', async () => {
  const { clock, rate, ask } = setupWindow()
  clock.shiftWall(86_400_000)
  ask(told(0, { at: 48 }))
  expect([rate.left(), rate.remainingMs()]).toEqual([0, 12_000])
  clock.shiftWall(-2 * 86_400_000)
  await clock.elapse(11_999)
  expect(rate.left()).toBe(0)
  await clock.elapse(1)
  expect([rate.left(), rate.remainingMs()]).toEqual([60, 60_000])
})

it('takes the earliest of the ends it was told of, for each is told late', async () => {
  const { clock, rate, ask } = setupWindow()
  ask(told(59, { at: 40 }))
  await clock.elapse(900)
  ask(told(58, { at: 41 }))
  expect(rate.remainingMs()).toBe(19_000)
  await clock.elapse(200)
  ask(told(57, { at: 41 }))
  expect(rate.remainingMs()).toBe(18_800)
})

it('never waits for longer than a minute, whatever it was told', () => {
  const { rate, ask } = setupWindow()
  ask(told(0, { reset: 86_400 }))
  expect(rate.remainingMs()).toBe(60_000)
})

it('finds its minute again after a long rest', async () => {
  const { clock, rate, ask } = setupWindow()
  ask(told(0, { at: 50 }))
  await clock.elapse(10 * 60_000 + 15_000)
  expect([rate.left(), rate.remainingMs()]).toEqual([60, 55_000])
})

it('counts what is under way in the window that begins: it may arrive there', async () => {
  const { clock, rate, ask } = setupWindow()
  ask(told(59, { at: 50 }))
  rate.count()
  rate.count()
  await clock.elapse(10_000)
  expect(rate.left()).toBe(58)
})

it('takes it back when its answer proves to be of the window before', async () => {
  const { clock, rate, ask } = setupWindow()
  ask(told(59, { at: 50 }))
  const late = rate.count()
  await clock.elapse(10_000)
  ask(told(59, { at: 60, reset: 120 }))
  expect(rate.left()).toBe(58)
  rate.learn(late, told(58, { at: 59 }))
  expect([rate.left(), rate.remainingMs()]).toEqual([59, 60_000])
})

it('begins a window as soon as an answer tells of it', () => {
  const { rate, ask } = setupWindow()
  ask(told(10, { at: 50 }))
  const before = rate.nth()
  ask(told(58, { at: 60, reset: 120 }))
  expect([rate.left(), rate.nth() - before]).toEqual([58, 1])
})

it('takes over a limit that changes', () => {
  const { rate, ask } = setupWindow()
  ask(told(59))
  ask(told(118, { limit: 120 }))
  expect([rate.limit(), rate.left()]).toEqual([120, 118])
})

it('does not hold against the first window what went before anybody told of one', () => {
  const { rate, ask } = setupWindow()
  for (let request = 0; request < 100; request += 1) ask(answer(502, '<html>'))
  ask(told(59))
  expect(rate.left()).toBe(59)
})
