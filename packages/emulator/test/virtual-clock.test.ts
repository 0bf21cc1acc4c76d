import { createEmulator } from '@nano-banana/emulator'
import { expect, it, onTestFinished } from 'vitest'
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
