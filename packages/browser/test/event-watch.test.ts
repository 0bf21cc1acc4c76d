import { systemClock, type TaskSnapshot, type WatchedTask, type WatchTools } from '@nano-banana/core'
import { expect, it } from 'vitest'
import { eventWatch } from '../src/event-watch.ts'
import type { TaskEvents } from '../src/task-events.ts'

const snapshot = (status: string): TaskSnapshot => ({
  taskId: 'tk-1',
  model: '',
  status,
  createdAtMs: 0,
  outputs: status === 'success' ? [{ url: '/a', type: 'image' }] : [],
})

const unused = (): never => {
  throw new Error('each wait reads and rests for itself')
}
const tools: WatchTools = {
  clock: systemClock,
  random: () => 0.5,
  agenda: { add: unused, remove: unused },
  quota: { enter: unused, reserve: unused, watchPauseMs: unused },
  readTask: unused,
  readPage: unused,
}

/** A stream whose events a test sends, and a task whose looks and pauses are counted. */
function setup({ isLive = true, found = 'queued' } = {}) {
  const waiting: TaskSnapshot[] = []
  let wake: () => void = () => undefined
  const told: string[] = []
  const events: TaskEvents = {
    isLive: () => isLive,
    open: () => ({
      take: () => waiting.shift(),
      arrival: () =>
        new Promise((resolve) => {
          wake = resolve
          if (waiting.length > 0) resolve()
        }),
      close: () => void told.push('closed'),
    }),
  }
  const task: WatchedTask = {
    taskId: 'tk-1',
    isNew: true,
    endsAtMs: Number.POSITIVE_INFINITY,
    read: async () => {
      told.push('look')
      return snapshot(found)
    },
    pause: async (ms) => {
      told.push(`rest ${ms}`)
      if (isLive) await new Promise(() => undefined)
    },
    ageMs: () => 0,
    onEnd: () => () => undefined,
  }
  const send = (status: string): void => {
    waiting.push(snapshot(status))
    wake()
  }
  return { watch: eventWatch(events)(tools).follow(task), send, told }
}

it('follows events without a single look, and closes its inbox', async () => {
  const { watch, send, told } = setup()
  const seen: string[] = []
  send('queued')
  for await (const { status } of watch) {
    seen.push(status)
    send(status === 'queued' ? 'handling' : 'success')
  }
  expect(seen).toEqual(['queued', 'handling', 'success'])
  expect(told).toEqual(['rest 15000', 'rest 15000', 'rest 15000', 'closed'])
})

it('looks on its usual beat where there are no events', async () => {
  const { watch, told } = setup({ isLive: false, found: 'success' })
  for await (const { status } of watch) expect(status).toBe('success')
  expect(told).toEqual(['rest 3000', 'look', 'closed'])
})
