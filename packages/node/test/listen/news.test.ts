import { type TaskSnapshot, taskSchema } from '@nano-banana/core'
import { expect, it } from 'vitest'
import { callbackBody } from '../../src/listen/callback-body.ts'
import { endedTasks } from '../../src/listen/ended-tasks.ts'
import { createNews } from '../../src/listen/news.ts'

const nowMs = 1_800_000_000_000
const minuteMs = 60_000

const task = (taskId: string, createdAtMs: number, completedAtMs?: number): TaskSnapshot => ({
  ...{ taskId, model: 'Nano-Banana-2', createdAtMs, status: completedAtMs ? 'success' : 'handling' },
  outputs: completedAtMs ? [{ url: 'https://media.example/a.png', type: 'image', expiresAtMs: nowMs }] : [],
  ...(completedAtMs && { completedAtMs }),
})
const idsOf = (tasks: readonly TaskSnapshot[]): readonly string[] => tasks.map(({ taskId }) => taskId)

it('tells each end once, the first to end first', () => {
  const news = createNews(undefined, nowMs)
  const [old, a, b] = [task('old', nowMs - minuteMs, nowMs - 1000), task('a', nowMs), task('b', nowMs + 1000)]
  expect(idsOf(news.in([b, a, old], nowMs))).toEqual([])
  const [endedA, endedB] = [task('a', nowMs, nowMs + 9000), task('b', nowMs + 1000, nowMs + 4000)]
  expect(idsOf(news.in([endedB, endedA, old], nowMs))).toEqual(['b', 'a'])
  expect(idsOf(news.in([endedB, endedA, old], nowMs))).toEqual([])
})

it('tells of a task again that was open when it was told of, never', () => {
  const news = createNews(undefined, nowMs)
  news.in([], nowMs)
  expect(idsOf(news.in([task('a', nowMs, nowMs)], nowMs))).toEqual(['a'])
  // A replica that lags shows it open once more.
  expect(idsOf(news.in([task('a', nowMs)], nowMs))).toEqual([])
  expect(news.oldestMs()).toBe(nowMs - minuteMs)
})

it('waits for outputs that lag behind a success', () => {
  const news = createNews(undefined, nowMs)
  news.in([], nowMs)
  const bare = { ...task('a', nowMs, nowMs), outputs: [] }
  expect(idsOf(news.in([bare], nowMs))).toEqual([])
  expect(idsOf(news.in([bare], nowMs + 2 * minuteMs))).toEqual(['a'])
})

it('goes back as far as a task is open, but not for ever', () => {
  const news = createNews(undefined, nowMs)
  news.in([task('young', nowMs), task('a', nowMs - 30 * minuteMs)], nowMs)
  expect(news.oldestMs()).toBe(nowMs - 30 * minuteMs)
  news.in([task('new', nowMs + 90 * minuteMs)], nowMs + 90 * minuteMs)
  expect(news.oldestMs()).toBe(nowMs + 89 * minuteMs)
})

it('does not take the rest of a page for news', () => {
  const news = createNews(undefined, nowMs)
  news.in([], nowMs)
  const dayMs = 24 * 60 * minuteMs
  expect(idsOf(news.in([task('ancient', nowMs - dayMs, nowMs - dayMs + 9000)], nowMs))).toEqual([])
})

it('takes what ended since a time, however long ago that is', () => {
  const dayMs = 24 * 60 * minuteMs
  const news = createNews(nowMs - dayMs, nowMs)
  const ended = (taskId: string, ms: number) => task(taskId, ms - 12_000, ms)
  const found = [ended('today', nowMs - 1000), ended('then', nowMs - dayMs), ended('before', nowMs - dayMs - 1000)]
  expect(idsOf(news.in(found, nowMs))).toEqual(['then', 'today'])
})

it('reads further pages only where a task may be open, and each task once', async () => {
  const all = Array.from({ length: 250 }, (_, nth) => task(`t${nth}`, nowMs - nth * 1000))
  const stopping = new AbortController()
  const pages: number[] = []
  const looks = [...all.keys()].length
  const client = {
    tasks: {
      create: () => Promise.reject(new Error('unasked')),
      get: () => Promise.reject(new Error('unasked')),
      list: async ({ page = 1, size = 10 } = {}) => {
        pages.push(page)
        // The second look finds all of them ended, and one more before them.
        const isSecond = pages.length > 3
        const rows = isSecond
          ? [
              task('new', nowMs + 1000),
              ...all.map(({ taskId, createdAtMs }) => task(taskId, createdAtMs, nowMs + 2000)),
            ]
          : all
        return { page, size, total: looks, tasks: rows.slice((page - 1) * size, page * size) }
      },
    },
  }
  const clock = { now: () => nowMs, monotonic: () => 0, sleep: async () => undefined }
  const told: string[] = []
  const tools = { client, sinceMs: undefined, intervalMs: 1, clock, signal: stopping.signal }
  for await (const { taskId } of endedTasks({ ...tools, onReady: () => undefined, onTrouble: () => undefined })) {
    told.push(taskId)
    if (told.length === all.length) break
  }
  expect(pages).toEqual([1, 2, 3, 1, 2, 3])
  expect(new Set(told)).toEqual(new Set(idsOf(all)))
})

it('says in the wire’s words what the wire has said', () => {
  const failed: TaskSnapshot = {
    ...{ ...task('a', nowMs, nowMs + 1000), status: 'fail', outputs: [], route: 'economy' },
    failure: { code: 'TASK_FAILED', message: 'no such cat' },
  }
  for (const told of [failed, task('b', nowMs, nowMs + 2000)])
    expect(taskSchema.parse(JSON.parse(callbackBody(told)))).toEqual(told)
})
