import { createEmulator } from '@nano-banana/emulator'
import { expect, it, onTestFinished } from 'vitest'
import { createAdvance } from '../src/time/advance.ts'
import { createVirtualClock } from '../src/time/virtual-clock.ts'
import { callingBack, startReceiver } from './receiver.ts'
import { headers, start } from './start.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const startMs = Date.UTC(2026, 0, 1)
const virtual = { clock: 'virtual', now: () => startMs } as const
const slow = { queued: minuteMs, handling: minuteMs, archiving: 0 }

it('stands still until it is advanced', async () => {
  const emulator = await start({ ...virtual, stages: slow })
  const { data } = await (await emulator.post(callingBack('https://shop.example/'))).json()
  expect(await emulator.get(data.taskId)).toMatchObject({ status: 'queued', created: startMs / 1000 })
  await emulator.advance(minuteMs)
  expect(await emulator.get(data.taskId)).toMatchObject({ status: 'handling' })
  expect(emulator.deliveries()).toEqual([])
  await emulator.advance(minuteMs)
  expect(await emulator.get(data.taskId)).toMatchObject({ status: 'success' })
  expect(emulator.deliveries()).toMatchObject([{ atMs: startMs + 2 * minuteMs }])
})

it('delivers what is due on the way in its order, each at its moment and answered before the next', async () => {
  const statuses = [500, 503, 200, 200]
  let underWay = 0
  const { url } = await startReceiver((response) => {
    underWay += 1
    setImmediate(() => {
      expect(underWay).toBe(1)
      underWay -= 1
      response.writeHead(statuses.shift() ?? 500).end()
    })
  })
  const emulator = await start({ ...virtual, stages: slow })
  await emulator.post(callingBack(url))
  await emulator.advance(3.5 * minuteMs)
  await emulator.post(callingBack(url))
  await emulator.advance(dayMs)
  expect(
    emulator.deliveries().map(({ attempt, atMs, status }) => [attempt, (atMs - startMs) / minuteMs, status]),
  ).toEqual([
    [1, 2, 500],
    [2, 3, 503],
    [1, 5.5, 200],
    [3, 7, 200],
  ])
})

it('delays an answer until its time has passed', async () => {
  const emulator = await start({ ...virtual, latencyMs: 1_000 })
  const answered: string[] = []
  const post = emulator.post(callingBack('https://shop.example/')).then(() => answered.push('created'))
  // Nothing tells from outside that a request has arrived but its being billed.
  await expect.poll(() => emulator.ledger.entries()).toHaveLength(1)
  await emulator.advance(999)
  expect(answered).toEqual([])
  await emulator.advance(1)
  await post
  expect(answered).toEqual(['created'])
})

it('lets calls to advance wait for each other', async () => {
  const { url } = await startReceiver()
  const emulator = await start({ ...virtual, stages: slow })
  await emulator.post(callingBack(url))
  await Promise.all([emulator.advance(minuteMs), emulator.advance(minuteMs)])
  expect(emulator.deliveries()).toMatchObject([{ atMs: startMs + 2 * minuteMs, outcome: 'acknowledged' }])
})

it('answers what a receiver asks before it answers the callback, within the step', async () => {
  const asked: unknown[] = []
  const { url } = await startReceiver(async (response) => {
    for (const { taskId } of emulator.ledger.entries()) asked.push((await emulator.get(taskId)).status)
    response.writeHead(204).end()
  })
  const emulator = await start({ ...virtual, stages: slow })
  await emulator.post(callingBack(url))
  emulator.faults.add({ on: 'read', fault: { kind: 'delay', ms: 10 } })
  const startedAt = performance.now()
  await emulator.advance(3 * minuteMs)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  expect(asked).toEqual(['success'])
  expect(emulator.deliveries()).toMatchObject([{ outcome: 'acknowledged', attempt: 1 }])
})

it('answers what a receiver waited for before it was called, within the step', async () => {
  const emulator = await start({ ...virtual, latencyMs: 1_000 })
  let created: Promise<Response> | undefined
  const { url } = await startReceiver(async (response) => {
    await created
    response.writeHead(204).end()
  })
  created = emulator.post(callingBack(url))
  await expect.poll(() => emulator.ledger.entries()).toHaveLength(1)
  const startedAt = performance.now()
  await emulator.advance(minuteMs)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  expect(emulator.deliveries()).toMatchObject([{ outcome: 'acknowledged', atMs: startMs }])
})

it('lets no more time pass than it is told to, although a receiver waits for it', async () => {
  const { url } = await startReceiver(async (response) => {
    for (const { taskId } of emulator.ledger.entries()) await emulator.get(taskId).catch(() => undefined)
    response.writeHead(204).end()
  })
  const emulator = await start({ ...virtual, stages: slow, callbacks: { timeoutMs: 50 } })
  await emulator.post(callingBack(url))
  emulator.faults.add({ on: 'read', fault: { kind: 'delay', ms: 10 } })
  await emulator.advance(2 * minuteMs)
  expect(emulator.deliveries()).toMatchObject([{ outcome: 'unanswered', atMs: startMs + 2 * minuteMs }])
})

it('goes on after a step that failed', async () => {
  const steps = ['a defect', undefined]
  const delivery = { taskId: 't', url: '', attempt: 1, isCopy: false, atMs: 0, headers: {}, body: '', timeoutMs: 1 }
  const clock = createVirtualClock(startMs)
  const advance = createAdvance({
    clock,
    courier: {
      due: () => [delivery],
      nextDueMs: () => (steps.length > 0 ? clock.now() : Number.POSITIVE_INFINITY),
      settle: () => undefined,
      log: () => [],
    },
    carryOut: async () => {
      const defect = steps.shift()
      if (defect !== undefined) throw new Error(defect)
    },
    stopSignal: new AbortController().signal,
  })
  await expect(advance(1)).rejects.toThrow('a defect')
  await advance(1)
  expect(clock.now()).toBe(startMs + 1)
})

it('wakes nobody who left', async () => {
  const clock = createVirtualClock(startMs)
  const leave = new AbortController()
  const sleeping = clock.sleep(minuteMs, leave.signal)
  leave.abort(new Error('gone'))
  await expect(sleeping).rejects.toThrow('gone')
  expect(clock.nextWakeMs()).toBe(Number.POSITIVE_INFINITY)
})

it('dates every answer by itself', async () => {
  const emulator = await start({ ...virtual, latencyMs: 0 })
  const dateOf = async (response: Promise<Response>) => (await response).headers.get('date')
  const body = callingBack('https://shop.example/')
  const dates = () =>
    Promise.all([
      dateOf(emulator.post(body)),
      dateOf(fetch(`${emulator.url}/v1/tasks`)),
      dateOf(emulator.post(' '.repeat(11 * 2 ** 20))),
      dateOf(fetch(`${emulator.url}/outputs/none.png`)),
    ])
  expect(new Set(await dates())).toEqual(new Set(['Thu, 01 Jan 2026 00:00:00 GMT']))
  await emulator.advance(dayMs)
  expect(new Set(await dates())).toEqual(new Set(['Fri, 02 Jan 2026 00:00:00 GMT']))
  const { signal } = new AbortController()
  const request = { method: 'GET', path: '/v1/tasks', headers, signal, timeoutMs: 1_000 } as const
  const { transport } = createEmulator(virtual)
  expect((await transport(request)).headers['date']).toBe('Thu, 01 Jan 2026 00:00:00 GMT')
})

it('cannot be turned back, or jump to the end of time', async () => {
  const { advance } = createEmulator(virtual)
  await expect(advance(-1)).rejects.toThrow(RangeError)
  await expect(advance(Number.NaN)).rejects.toThrow(RangeError)
  await expect(advance(Number.POSITIVE_INFINITY)).rejects.toThrow(RangeError)
})

it('is not the clock that one gets without asking', async () => {
  await expect(createEmulator().advance(1)).rejects.toThrow("pass clock: 'virtual'")
})

it('lets seven days of one account pass', async () => {
  const everyMs = 7 * minuteMs
  const { url, received } = await startReceiver()
  const emulator = createEmulator({ ...virtual, quota: 60 })
  onTestFinished(emulator.close)
  const { firstId, statuses } = await liveThrough(emulator, { url, days: 7, everyMs })

  const tasks = (7 * dayMs) / everyMs
  expect(statuses).toEqual(new Map([[200, 4 * tasks]]))
  expect(received).toHaveLength(tasks)
  expect(emulator.deliveries().every(({ attempt, outcome }) => attempt === 1 && outcome === 'acknowledged')).toBe(true)
  expect(emulator.ledger.entries()).toHaveLength(tasks)

  const output = `http://localhost/outputs/${firstId}.png`
  const [{ body } = { body: '' }] = received
  const { expireAt } = JSON.parse(body).output[0]
  expect(expireAt * 1000).toBeGreaterThan(startMs + 7 * dayMs)
  expect((await emulator.fetch(new Request(output))).status).toBe(200)
  await emulator.advance(expireAt * 1000 + 1_000 - (startMs + 7 * dayMs))
  expect((await emulator.fetch(new Request(output))).status).toBe(403)
})

it('forgets a key after a day', async () => {
  const emulator = await start(virtual)
  const create = async () => {
    const response = await emulator.post(callingBack('https://shop.example/'), { 'idempotency-key': 'k-1' })
    return response.headers.get('idempotent-replay')
  }
  expect([await create(), await create()]).toEqual([null, 'true'])
  await emulator.advance(dayMs - 1)
  expect(await create()).toBe('true')
  await emulator.advance(1)
  expect(await create()).toBe(null)
})

interface Life {
  readonly url: string
  readonly days: number
  readonly everyMs: number
}

/** Creates a task every so often, asks after it three times and lets its callback come. */
async function liveThrough(
  { transport, advance }: ReturnType<typeof createEmulator>,
  { url, days, everyMs }: Life,
): Promise<{ readonly firstId: string | undefined; readonly statuses: ReadonlyMap<number, number> }> {
  const statuses = new Map<number, number>()
  const { signal } = new AbortController()
  const ask = async (method: 'GET' | 'POST', path: string, body = '') => {
    const answer = await transport({ method, path, headers, body, signal, timeoutMs: minuteMs })
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    return JSON.parse(answer.body).data
  }
  const ids: string[] = []
  for (let atMs = 0; atMs < days * dayMs; atMs += everyMs) {
    const { taskId } = await ask('POST', '/v1/tasks', callingBack(url))
    ids.push(taskId)
    for (let poll = 0; poll < 3; poll += 1) {
      await advance(everyMs / 3)
      await ask('GET', `/v1/tasks/${taskId}`)
    }
  }
  return { firstId: ids[0], statuses }
}
