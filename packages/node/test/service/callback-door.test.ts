import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { JournalError, memoryJournal } from '@nano-banana/core'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { GenerationService } from '../../src/service/create-generation-service.ts'
import { setupService } from './setup-service.ts'

const cat = { prompt: 'a cat' }
const webhookSecret = 'a signing key of the account'
const publicUrl = 'https://app.example/hooks/hiapi'
const callback = { publicUrl, secrets: [webhookSecret], allowUnsigned: true }

type Kind = 'trusted' | 'stale' | 'unsigned' | 'forged'

/** A service that is called back, an operation whose task has ended, and callbacks about it. */
async function setupDoor(options: Parameters<typeof setupService>[0] = {}) {
  const parts = setupService({ callback, ...options })
  const { taskId = '' } = await parts.service.submit(cat, { operationId: 'a' })
  const task = await parts.client.tasks.get(taskId)
  const wire = JSON.stringify({
    ...{ taskId, model: 'Nano-Banana-2', status: 'success', created: task.createdAtMs / 1_000 },
    completed: (task.completedAtMs ?? 0) / 1_000,
    output: task.outputs.map(({ url, type }) => ({ url, type, expireAt: 4_000_000_000 })),
  })
  const token = parts.tokens.at(-1) ?? ''
  const call = (kind: Kind, { body = wire, path = `/${token}`, service = parts.service } = {}): Promise<Response> =>
    service.handleCallback(new Request(publicUrl + path, { method: 'POST', body, headers: headersOf(kind, body) }))
  parts.requests.length = 0
  return { ...parts, taskId, wire, token, call }
}

function headersOf(kind: Kind, body: string): Record<string, string> {
  const json = { 'content-type': 'application/json' }
  if (kind === 'unsigned') return json
  const timestamp = String(Math.floor(Date.now() / 1_000) - (kind === 'stale' ? 1_200 : 0))
  const secret = kind === 'forged' ? 'a key that is somebody else’s' : webhookSecret
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return { ...json, 'x-hiapi-timestamp': timestamp, 'x-hiapi-signature': signature }
}

it('believes a signed callback, without asking anybody', async () => {
  const { call, effects, requests, service, taskId } = await setupDoor()
  expect((await call('trusted')).status).toBe(200)
  expect(effects).toMatchObject([{ operationId: 'a', effectId: `a:${taskId}`, task: { status: 'success' } }])
  expect(requests).toEqual([])
  expect(await service.get('a')).toMatchObject({ state: 'settled' })
})

it.each<Kind>(['stale', 'unsigned'])(
  'takes a callback that is %s for a doorbell, and believes the service alone',
  async (kind) => {
    const { call, effects, requests, wire } = await setupDoor()
    const lie = wire.replace(/"url":"[^"]*"/, '"url":"https://evil.example/x.png"')
    expect((await call(kind, { body: lie })).status).toBe(200)
    expect(requests).toHaveLength(1)
    expect(JSON.stringify(effects)).not.toContain('evil')
    expect(effects).toHaveLength(1)
  },
)

it('answers a forged one always the same, and asks nobody for it, not even the journal', async () => {
  const journal = memoryJournal()
  const { call, effects, requests, token } = await setupDoor({ journal })
  const reads = vi.spyOn(journal, 'getByTask')
  const answers = await Promise.all([
    call('forged'),
    call('forged', { body: '{"taskId":' }),
    call('forged', { path: '' }),
    call('unsigned', { path: `/${token.slice(0, -1)}x` }),
    call('unsigned', { path: '' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
  expect([effects, requests, reads.mock.calls]).toEqual([[], [], []])
})

const kinds: readonly Kind[] = ['trusted', 'stale', 'unsigned', 'forged']
const arrangements = (from: readonly Kind[]): readonly (readonly Kind[])[] =>
  from.flatMap((kind) => [
    [kind],
    ...arrangements(from.filter((other) => other !== kind)).map((rest) => [kind, ...rest]),
  ])

it('settles once, or not at all where all are forged, in each of the 64 orders of up to four deliveries', async () => {
  const orders = arrangements(kinds)
  expect(orders).toHaveLength(64)
  for (const order of orders) {
    const { call, effects, emulator } = await setupDoor()
    const statuses: number[] = []
    for (const kind of order) statuses.push((await call(kind)).status)
    expect(statuses, order.join()).toEqual(order.map((kind) => (kind === 'forged' ? 401 : 200)))
    expect(effects.length, order.join()).toBe(order.some((kind) => kind !== 'forged') ? 1 : 0)
    expect(emulator.ledger.entries()).toHaveLength(1)
  }
})

it('settles once when four come at once, and while a sweep looks', async () => {
  const { call, effects, service } = await setupDoor()
  await Promise.all([...kinds.map((kind) => call(kind)), service.sweep(), call('trusted'), call('trusted')])
  expect(effects).toHaveLength(1)
})

it('hears of a task before it was told its id, by the address alone', async () => {
  const { service, emulator, effects, tokens, client, later, requests } = setupService({ callback, submitAttempts: 1 })
  emulator.faults.add({ on: 'create', fault: { kind: 'drop_after' } })
  await service.submit(cat, { operationId: 'a' })
  expect(await service.get('a')).toMatchObject({ state: 'intended', taskId: undefined })
  const [entry] = emulator.ledger.entries()
  const task = await client.tasks.get(entry?.taskId ?? '')
  const body = JSON.stringify({
    ...{ taskId: task.taskId, status: 'success', created: 1, completed: 2 },
    output: task.outputs.map(({ url, type }) => ({ url, type, expireAt: 4_000_000_000 })),
  })
  const request = new Request(`${publicUrl}/${tokens[0]}`, {
    method: 'POST',
    body,
    headers: headersOf('trusted', body),
  })
  expect((await service.handleCallback(request)).status).toBe(200)
  expect(effects).toMatchObject([{ operationId: 'a', task: { taskId: task.taskId } }])
  requests.length = 0
  later(3_600_000)
  await service.sweep()
  expect([requests, emulator.ledger.entries().length]).toEqual([[], 1])
})

it('takes a callback whose task becomes known between two questions to the journal', async () => {
  const journal = memoryJournal()
  const { call, effects } = await setupDoor({ journal })
  vi.spyOn(journal, 'getByTask').mockResolvedValueOnce(undefined)
  expect((await call('trusted')).status).toBe(200)
  expect(effects).toMatchObject([{ operationId: 'a' }])
})

it('says nothing of a task that it does not know, and settles nothing for it', async () => {
  const { call, effects, wire, requests } = await setupDoor()
  const foreign = wire.replace(/tk-hiapi-\w{26}/, 'tk-hiapi-00000000000000000000000000')
  expect((await call('trusted', { body: foreign })).status).toBe(200)
  expect((await call('unsigned', { body: foreign })).status).toBe(200)
  expect([effects, requests]).toEqual([[], []])
})

it('acknowledges nothing that it could not write down', async () => {
  const journal = memoryJournal()
  const { call, effects } = await setupDoor({ journal })
  vi.spyOn(journal, 'replace').mockRejectedValueOnce(new JournalError('unavailable', 'The disk is full'))
  const answer = await call('trusted')
  expect([answer.status, answer.headers.get('retry-after'), effects.length]).toEqual([503, '60', 0])
  expect((await call('trusted')).status).toBe(200)
  expect(effects).toHaveLength(1)
})

it('does not ask the service for more than a few doorbells, and leaves the others to the sweep', async () => {
  const { service, requests, client, tokens, effects } = setupService({ callback })
  const operations = Array.from({ length: 30 }, (_, nth) => `op-${nth}`)
  for (const operationId of operations) await service.submit(cat, { operationId })
  const { tasks } = await client.tasks.list({ size: 100 })
  requests.length = 0
  for (const [nth, { taskId }] of tasks.entries()) {
    const body = JSON.stringify({ taskId, status: 'fail', error: { code: 'x', message: 'y' } })
    const request = new Request(`${publicUrl}/${tokens[nth]}`, {
      method: 'POST',
      body,
      headers: headersOf('unsigned', body),
    })
    expect((await service.handleCallback(request)).status).toBe(200)
  }
  expect(requests.length).toBe(10)
  await service.sweep()
  expect(effects.map(({ task }) => task.status)).toEqual(operations.map(() => 'success'))
})

it('lets effects happen after the answer where something keeps the process alive', async () => {
  const work: Promise<unknown>[] = []
  const { wire, token, effects, service } = await setupDoor({
    onSettled: () => new Promise((resolve) => setTimeout(resolve, 200)),
  })
  const request = new Request(`${publicUrl}/${token}`, {
    method: 'POST',
    body: wire,
    headers: headersOf('trusted', wire),
  })
  const answer = await service.handleCallback(request, { waitUntil: (more) => void work.push(more) })
  expect([answer.status, (await service.get('a'))?.state, effects.length]).toEqual([200, 'final', 0])
  await Promise.all(work)
  expect(await service.get('a')).toMatchObject({ state: 'settled' })
})

it('finds a parked operation again whose task turns up after all', async () => {
  const { service, emulator, later, tokens, effects } = setupService({ callback, submitAttempts: 1 })
  emulator.faults.add({ on: 'create', fault: { kind: 'drop_after' } })
  await service.submit(cat, { operationId: 'a' })
  later(24 * 3_600_000)
  await service.sweep()
  expect(await service.get('a')).toMatchObject({ state: 'parked', parked: { reason: 'key_expired' } })
  const body = JSON.stringify({ taskId: emulator.ledger.entries()[0]?.taskId, status: 'success' })
  const request = new Request(`${publicUrl}/${tokens[0]}`, { method: 'POST', body, headers: headersOf('stale', body) })
  expect((await service.handleCallback(request)).status).toBe(200)
  expect(effects).toMatchObject([{ operationId: 'a', task: { outputs: [{ type: 'image' }] } }])
  expect(await service.get('a')).toMatchObject({ state: 'settled', parked: undefined })
})

async function listen(service: () => GenerationService): Promise<string> {
  const server = createServer((request, response) => service().callbackListener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`
}

it.each(['signed', 'unsigned'])('is called back by the twin over HTTP, %s', async (how) => {
  let service: GenerationService | undefined
  const url = await listen(() => service as GenerationService)
  const isSigned = how === 'signed'
  const parts = setupService({
    emulator: { stages: { queued: 50, handling: 50, archiving: 0 }, ...(isSigned && { webhookSecret }) },
    callback: { publicUrl: url, ...(isSigned ? { secrets: [webhookSecret] } : { allowUnsigned: true }) },
  })
  service = parts.service
  await Promise.all(Array.from({ length: 5 }, (_, nth) => service?.submit(cat, { operationId: `op-${nth}` })))
  await vi.waitFor(() => expect(parts.effects).toHaveLength(5), 8_000)
  expect(parts.requests.filter((request) => request.startsWith('GET'))).toHaveLength(isSigned ? 0 : 5)
  await vi.waitFor(() => expect(parts.emulator.deliveries().length).toBe(5), 4_000)
  expect(parts.emulator.deliveries().map(({ outcome }) => outcome)).toEqual(Array(5).fill('acknowledged'))
})

it('settles 1000 tasks of which every callback is lost', async () => {
  const { service, effects, later } = setupService({ callback, emulator: { callbacks: { drop: 4 } } })
  await Promise.all(Array.from({ length: 1_000 }, (_, nth) => service.submit(cat, { operationId: `op-${nth}` })))
  // One may be on its way for a while.
  expect(await service.sweep()).toMatchObject({ looked: 0 })
  later(180_000)
  expect(await service.sweep()).toMatchObject({ looked: 1_000 })
  expect(effects).toHaveLength(1_000)
}, 60_000)
