import { expect, it } from 'vitest'
import { createPlaces } from '../src/watch/shared/places.ts'
import { openTask } from './open-task.ts'

/** A page that says only how many tasks there are. */
const page = (total: number, nth = 1) => ({ page: nth, size: 100, total, tasks: [] })

it('counts what was made, the youngest first in the list', () => {
  const { next, rankOf } = createPlaces()
  const made = [next(), next(), next()]
  expect(made.map(({ order }) => order)).toEqual([1, 2, 3])
  expect(made.map(({ place }) => rankOf(place))).toEqual([2, 1, 0])
})

it('learns from a page how many there were before, without moving what it has placed', () => {
  const { next, rankOf, expect: ask } = createPlaces()
  const tasks = [next(), next(), next()].map(({ place, order }) => openTask(`task-${order}`, { place, order }))
  const placeOf = ask()
  expect(placeOf(page(1_003), tasks)).toBe(1_003)
  expect(tasks.map(({ place = 0 }) => rankOf(place))).toEqual([2, 1, 0])
  expect(rankOf(next().place)).toBe(0)
})

it('says where the first row of any page stands', () => {
  const { rankOf, expect: ask } = createPlaces()
  expect(ask()(page(1_003, 3), [])).toBe(803)
  expect(rankOf(803)).toBe(200)
})

it('counts what is made while a page is under way on top of what the page tells', () => {
  const { next, rankOf, expect: ask } = createPlaces()
  const placeOf = ask()
  const { place, order } = next()
  const task = openTask('task-1', { place, order })
  placeOf(page(500), [task])
  expect(rankOf(task.place ?? 0)).toBe(0)
  expect(rankOf(500)).toBe(1)
})

it('counts what others have made since', () => {
  const { next, rankOf, expect: ask } = createPlaces()
  ask()(page(500), [])
  const { place } = next()
  ask()(page(521), [])
  expect(rankOf(place)).toBe(20)
})

it('makes do with what it knows when the service does not tell how many there are', () => {
  const { next, rankOf, expect: ask } = createPlaces()
  const { place } = next()
  expect(ask()(page(0), [])).toBe(1)
  expect(rankOf(place)).toBe(0)
})

// A hundred and fifty tasks that are made at once need two pages at once.
it('learns the same from two pages that are under way together', () => {
  const { next, rankOf, expect: ask } = createPlaces()
  const tasks = [next(), next()].map(({ place, order }) => openTask(`task-${order}`, { place, order }))
  const [first, second] = [ask(), ask()]
  first(page(1_002), tasks)
  second(page(1_002, 2), tasks)
  expect(tasks.map(({ place = 0 }) => rankOf(place))).toEqual([1, 0])
})

it('takes a page that does not tell its size for as long as the one that was asked for', () => {
  const { expect: ask } = createPlaces()
  expect(ask()({ ...page(1_003, 3), size: 0 }, [])).toBe(803)
})
