import { isTerminal, systemClock, type TaskSnapshot, type WatchedTask, type WatchTools } from '@nano-banana/core'
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

/** A stream whose events a test sends, and a task whose looks and rests are counted. */
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
  const tools: WatchTools = {
    clock: {
      ...systemClock,
      sleep: async (ms) => {
        told.push(`rest ${ms}`)
        if (isLive) await new Promise(() => undefined)
      },
    },
    random: () => 0.5,
    agenda: { add: unused, remove: unused },
    quota: { enter: unused, reserve: unused, watchPauseMs: unused },
    readTask: async () => {
      told.push('look')
      return snapshot(found)
    },
    readPage: unused,
  }
  const send = (status: string): void => {
    waiting.push(snapshot(status))
    wake()
  }
  const task: WatchedTask = { taskId: 'tk-1', isNew: true, endsAtMs: Number.POSITIVE_INFINITY }
  /** Follows the task to its end; tells what was seen. */
  const follow = (onSeen: (status: string) => void = () => undefined): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      const seen: string[] = []
      const leave = eventWatch(events)(tools).follow(task, {
        see({ status }) {
          seen.push(status)
          onSeen(status)
          if (!isTerminal(status)) return
          leave()
          resolve(seen)
        },
        fail: reject,
      })
    })
  return { follow, send, told }
}

it('follows events without a single look, and closes its inbox', async () => {
  const { follow, send, told } = setup()
  send('queued')
  const seen = await follow((status) => send(status === 'queued' ? 'handling' : 'success'))
  expect(seen).toEqual(['queued', 'handling', 'success'])
  expect(told).toEqual(['rest 15000', 'rest 15000', 'rest 15000', 'closed'])
})

it('looks on its usual beat where there are no events', async () => {
  const { follow, told } = setup({ isLive: false, found: 'success' })
  expect(await follow()).toEqual(['success'])
  expect(told).toEqual(['rest 3000', 'look', 'closed'])
})
