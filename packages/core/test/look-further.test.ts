import { expect, it } from 'vitest'
import { lookFurther } from '../src/watch/shared/look-further.ts'
import { openTask } from './open-task.ts'

/** A task of our own that a page has shown. */
const shown = (order: number, place: number) => openTask(`own-${order}`, { order, place })
const earlier = (extra = {}) => openTask('earlier', { isNew: false, seenMs: undefined, ...extra })

it('reads a task by itself when there is no further page', () => {
  const task = openTask('a', { order: 1, place: 10 })
  lookFurther([task], { found: [shown(3, 30), shown(2, 20)], nextPlace: undefined })
  expect(task).toMatchObject({ isAlone: true, misses: 1, place: 10 })
})

it('reads a task by itself when the page has shown next to nothing: the next may be no better', () => {
  const task = earlier()
  lookFurther([task], { found: [shown(3, 30)], nextPlace: 0 })
  expect(task).toMatchObject({ isAlone: true, misses: 1 })
})

it('looks on the next page for a task made earlier that nobody has seen yet', () => {
  const task = earlier()
  lookFurther([task], { found: [shown(3, 930), shown(2, 920)], nextPlace: 900 })
  expect(task).toMatchObject({ isAlone: false, misses: 0, place: 900 })
})

it('looks further back for a task older than all that was found, as far as these lie apart', () => {
  const task = openTask('a', { order: 1, place: 990 })
  lookFurther([task], { found: [shown(11, 1_000), shown(10, 950), shown(9, 920)], nextPlace: 900 })
  expect(task).toMatchObject({ isAlone: false, misses: 0, place: 600 })
})

it('never looks again on the page that has not shown it', () => {
  const task = openTask('a', { order: 8, place: 990 })
  lookFurther([task], { found: [shown(10, 1_000), shown(9, 999)], nextPlace: 900 })
  expect(task.place).toBe(900)
})

it('reads a task by itself that should have stood among those that were found', () => {
  const task = openTask('a', { order: 5, place: 990 })
  lookFurther([task], { found: [shown(9, 1_000), shown(4, 950)], nextPlace: 900 })
  expect(task).toMatchObject({ isAlone: true, misses: 1 })
})

it('reads a task by itself that was seen before, and that no page shows any more', () => {
  const task = earlier({ seenMs: 5_000, place: 950 })
  lookFurther([task], { found: [shown(9, 1_000), shown(8, 990)], nextPlace: 900 })
  expect(task).toMatchObject({ isAlone: true, misses: 1 })
})

it('does not guess from a single one of our own', () => {
  const task = openTask('a', { order: 1, place: 990 })
  lookFurther([task], { found: [shown(9, 1_000), earlier({ place: 950 })], nextPlace: 900 })
  expect(task).toMatchObject({ isAlone: true, misses: 1 })
})
