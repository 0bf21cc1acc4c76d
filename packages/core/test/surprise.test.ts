import { expect, it } from 'vitest'
import { createSurprise } from '../src/watch/shared/surprise.ts'

it('is not surprised at first', () => {
  expect(createSurprise().factor()).toBe(1)
})

it('is not surprised by what was expected', () => {
  const surprise = createSurprise()
  for (let task = 0; task < 100; task += 1) surprise.add(1, 1)
  expect(surprise.factor()).toBeCloseTo(1, 6)
})

it('expects less when ends that were expected do not come', () => {
  const surprise = createSurprise()
  const factors = [1, 2, 3, 4].map(() => {
    surprise.add(4, 0)
    return surprise.factor()
  })
  expect(factors).toEqual([...factors].sort((a, b) => b - a))
  expect(factors.at(-1)).toBeLessThan(0.4)
})

it('expects more when ends come that were not expected', () => {
  const surprise = createSurprise()
  surprise.add(1, 10)
  expect(surprise.factor()).toBe(2)
})

it('never expects nothing, however long nothing ends', () => {
  const surprise = createSurprise()
  for (let hour = 0; hour < 1_000; hour += 1) surprise.add(10, 0)
  expect(surprise.factor()).toBeGreaterThan(0.2)
})

it('forgets what is over: after a hold-up, some thirty tasks that are as ever put it right', () => {
  const surprise = createSurprise()
  for (let hour = 0; hour < 1_000; hour += 1) surprise.add(10, 0)
  for (let task = 0; task < 30; task += 1) surprise.add(1, 1)
  expect(surprise.factor()).toBeGreaterThan(0.8)
})

it('takes nothing for something when no hazard was lived through', () => {
  const surprise = createSurprise()
  surprise.add(0, 0)
  expect(surprise.factor()).toBe(1)
})

it('forgets a rush as soon as a hold-up', () => {
  const surprise = createSurprise()
  for (let task = 0; task < 1_000; task += 1) surprise.add(0.001, 1)
  for (let task = 0; task < 30; task += 1) surprise.add(1, 1)
  expect(surprise.factor()).toBeLessThan(1.3)
})
