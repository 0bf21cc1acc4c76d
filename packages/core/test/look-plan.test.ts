import { expect, it } from 'vitest'
import { expectedLag } from '../src/watch/shared/expected-lag.ts'
import { planLooks } from '../src/watch/shared/look-plan.ts'
import type { OpenTask } from '../src/watch/shared/open-task.ts'
import { openTask } from './open-task.ts'

/** The plan at a time, by the durations that are expected at first. */
const planAt = (nowMs: number, tasks: readonly OpenTask[], youngest = 1_000) =>
  planLooks(tasks, {
    nowMs,
    rankOf: (place) => Math.max(0, youngest - place),
    lagOf: (task, atMs) => expectedLag(task, atMs, 1),
  })

/** What is due, in a word each. */
const dueAt = (nowMs: number, tasks: readonly OpenTask[]): readonly string[] =>
  planAt(nowMs, tasks).due.map((look) => {
    const page = look.query ? `${look.query.page} of ${look.query.size}` : 'alone'
    return `${page}: ${look.tasks.map(({ taskId }) => taskId).join(' ')}`
  })

const old = { isNew: false, seenMs: undefined }

it('looks at nothing when nothing is open, and never thinks again', () => {
  expect(planAt(0, [])).toEqual({ due: [], nextMs: Number.POSITIVE_INFINITY })
})

it('looks at once at a task that nobody has seen yet', () => {
  expect(dueAt(0, [openTask('a', old)])).toEqual(['alone: a'])
})

it('reads two tasks by one page, and one task by itself', () => {
  expect(dueAt(0, [openTask('a', old), openTask('b', old)])).toEqual(['1 of 100: a b'])
  expect(dueAt(15_000, [openTask('a', { place: 1_000 })])).toEqual(['alone: a'])
})

it('looks on the page on which a task stands by now', () => {
  const tasks = [1_000, 901, 900, 899, 701].map((place) => openTask(`at ${place}`, { place }))
  expect(new Set(dueAt(15_000, tasks))).toEqual(
    new Set(['1 of 100: at 1000 at 901', '2 of 100: at 900 at 899', 'alone: at 701']),
  )
})

it('begins a page with the first task that no other page shows, and leaves out the rows without ours', () => {
  const tasks = [950, 820, 810, 740].map((place) => openTask(`at ${place}`, { place }))
  expect(dueAt(15_000, tasks)).toEqual(['3 of 90: at 820 at 810 at 740', 'alone: at 950'])
})

it('reads a task by itself that the list does not show', () => {
  const tasks = [openTask('a', old), openTask('b', old), openTask('lost', { ...old, isAlone: true })]
  expect(dueAt(0, tasks)).toEqual(expect.arrayContaining(['alone: lost', '1 of 100: a b']))
})

it('thinks again just when the lag that is expected has grown to what a look is worth', () => {
  const task = openTask('a')
  const { due, nextMs } = planAt(0, [task])
  expect([due, nextMs > 2_000, nextMs < 12_000]).toEqual([[], true, true])
  expect(dueAt(nextMs - 50, [task])).toEqual([])
  expect(dueAt(nextMs, [task])).toEqual(['alone: a'])
})

it('looks sooner at many tasks than at one', () => {
  const many = Array.from({ length: 50 }, (_, index) => openTask(`${index}`, { place: index + 901 }))
  expect(planAt(0, many).nextMs).toBeLessThan(planAt(0, [openTask('a')]).nextMs)
})

it('lets a task rest, alone, and thinks of it when it has rested', () => {
  const tasks = [openTask('a', old), openTask('b', old), openTask('tired', { ...old, restsUntilMs: 9_000 })]
  expect(dueAt(0, tasks)).toEqual(['1 of 100: a b'])
  expect(planAt(0, tasks).nextMs).toBe(9_000)
  expect(dueAt(9_000, tasks)).toEqual(['1 of 100: a b tired'])
})

it('waits a moment for a task that has nearly rested, and then looks at all together', () => {
  const tasks = [openTask('a', old), openTask('b', { ...old, restsUntilMs: 900 })]
  expect(planAt(0, tasks)).toEqual({ due: [], nextMs: 900 })
})

it('does not look for what is looked for already', () => {
  const look = { controller: new AbortController(), waiting: 1 }
  expect(planAt(0, [openTask('a', { ...old, look })])).toEqual({ due: [], nextMs: Number.POSITIVE_INFINITY })
})

it('looks first where the most lag is expected', () => {
  const young = [1, 2].map((nth) => openTask(`young ${nth}`, { place: 999 + nth, bornMs: 14_000, seenMs: 14_000 }))
  const grown = [1, 2].map((nth) => openTask(`grown ${nth}`, { place: 800 + nth, bornMs: 0, seenMs: 9_000 }))
  expect(dueAt(22_000, [...young, ...grown])).toEqual(['3 of 99: grown 2 grown 1', '1 of 100: young 2 young 1'])
})

it('thinks again after half a minute at the latest, even of what hardly ever ends', () => {
  const plan = planLooks([openTask('a')], { nowMs: 0, rankOf: () => 0, lagOf: () => 0 })
  expect(plan).toEqual({ due: [], nextMs: 30_000 })
})
