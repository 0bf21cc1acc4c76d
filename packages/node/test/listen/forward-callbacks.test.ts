import { createGenerationService, memoryJournal, type TaskSnapshot, verifyCallback } from '@nano-banana/node'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { forwardCallbacks } from '../../src/listen/forward-callbacks.ts'
import { secret, serve, serveReactions, setupListening } from './setup-listening.ts'

const unasked = (): Promise<never> => Promise.reject(new Error('nothing should be asked'))
const cat = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } } as const

describe('an app receives', () => {
  it('the task as the service tells it, signed by the account’s key', async () => {
    const { emulator, client, listen, deliveries } = await setupListening()
    const app = await serveReactions(204)
    const { stop } = await listen(app.url)
    const { taskId } = await client.tasks.create({ ...cat, route: 'economy' })
    await vi.waitFor(() => expect(deliveries).toHaveLength(1))
    expect(await stop()).toEqual({ acknowledged: 1, givenUp: 0, unfinished: 0 })

    const [callback = { headers: {}, body: Buffer.alloc(0) }] = app.received
    const headers = { authorization: 'Bearer sk-test-listen' }
    const { data } = await (await fetch(`${emulator.url}/v1/tasks/${taskId}`, { headers })).json()
    expect(JSON.parse(String(callback.body))).toEqual(data)
    expect(await verifyCallback({ ...callback, secrets: secret })).toMatchObject({ verdict: 'trusted' })
  })

  it('no signature where there is no secret', async () => {
    const { client, listen, deliveries } = await setupListening()
    const app = await serveReactions(200)
    const { stop } = await listen(app.url, { secret: undefined })
    await client.tasks.create(cat)
    await vi.waitFor(() => expect(deliveries).toHaveLength(1))
    await stop()
    expect(Object.keys(app.received[0]?.headers ?? {}).filter((name) => name.startsWith('x-hiapi'))).toEqual([])
  })

  it('what ended since it listens, or since the time it was told', async () => {
    const { client, listen, deliveries } = await setupListening()
    const app = await serveReactions(200)
    const before = await client.tasks.create(cat)
    const first = await listen(app.url)
    const after = await client.tasks.create(cat)
    await vi.waitFor(() => expect(deliveries).toHaveLength(1))
    await first.stop()
    expect(deliveries.map(({ task }) => task.taskId)).toEqual([after.taskId])

    const all = await setupListening()
    const told: string[] = []
    const second = await all.listen(app.url, {
      client,
      sinceMs: 0,
      onDelivery: ({ task }) => told.push(task.taskId),
    })
    await vi.waitFor(() => expect(told).toHaveLength(2))
    await second.stop()
    expect(told.toSorted()).toEqual([before.taskId, after.taskId].toSorted())
  })
})

describe('a callback that is not acknowledged', () => {
  it('is delivered again until it is, and believed each time', async () => {
    const { client, listen, deliveries } = await setupListening()
    const app = await serveReactions(503, 'break', 307, 200)
    const { stop } = await listen(app.url)
    await client.tasks.create(cat)
    await vi.waitFor(() => expect(deliveries).toHaveLength(4))
    expect(await stop()).toEqual({ acknowledged: 1, givenUp: 0, unfinished: 0 })
    expect(deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
      ...([
        [1, 503],
        [2, undefined],
        [3, 307],
        [4, 200],
      ] as const),
    ])
    expect(deliveries.map(({ againInMs }) => againInMs === undefined)).toEqual([false, false, false, true])
    for (const callback of app.received)
      expect(await verifyCallback({ ...callback, secrets: secret })).toMatchObject({ verdict: 'trusted' })
  })

  it('is given up after four attempts', async () => {
    const { client, listen, deliveries } = await setupListening()
    const app = await serveReactions(500)
    const { stop } = await listen(app.url)
    await client.tasks.create(cat)
    await vi.waitFor(() => expect(deliveries).toHaveLength(4))
    expect(await stop()).toEqual({ acknowledged: 0, givenUp: 1, unfinished: 0 })
    expect(app.received).toHaveLength(4)
  })

  it('does not hold up who stops, nor does one that waits for its turn', async () => {
    const { client, listen, deliveries } = await setupListening()
    const app = await serveReactions(500, 'silence')
    for (let nth = 0; nth < 11; nth += 1) await client.tasks.create(cat)
    const { stop } = await listen(app.url, { speed: 1, sinceMs: 0 })
    // One waits for its second attempt, eight for an answer, and two for one of the eight.
    await vi.waitFor(() => expect(app.received).toHaveLength(9))
    expect(deliveries.map(({ againInMs = 0 }) => againInMs > 50_000)).toEqual([true])
    expect(await stop()).toEqual({ acknowledged: 0, givenUp: 0, unfinished: 11 })
    expect(app.received).toHaveLength(9)
  })
})

it('reaches a generation service that HiAPI itself cannot reach, by the task’s id alone', async () => {
  const { client, listen, deliveries } = await setupListening()
  const settled: (readonly [string, TaskSnapshot])[] = []
  const service = createGenerationService({
    ...{ client, journal: memoryJournal(), secret: 'a secret of thirty-two characters' },
    callback: { publicUrl: 'https://app.example/hooks/hiapi', secrets: [secret] },
    onSettled: (task, { operationId }) => void settled.push([operationId, task]),
  })
  onTestFinished(service.close)
  const url = await serve(service.callbackListener)
  const { stop } = await listen(url)
  const submitted = await Promise.all(
    ['one', 'two', 'three'].map((operationId) => service.submit({ prompt: 'a cat' }, { operationId })),
  )
  await vi.waitFor(() => expect(settled).toHaveLength(3))
  await vi.waitFor(() => expect(deliveries).toHaveLength(3))
  expect(await stop()).toEqual({ acknowledged: 3, givenUp: 0, unfinished: 0 })
  expect(settled.map(([operationId, { taskId }]) => [operationId, taskId]).toSorted()).toEqual(
    submitted.map(({ operationId, taskId }) => [operationId, taskId]).toSorted(),
  )
})

describe('who calls it', () => {
  const signal = new AbortController().signal
  const tasks = { create: unasked, get: unasked, list: unasked }

  it.each([
    ['url', { url: 'https://app.example/hooks' }],
    ['url', { url: 'http://10.0.0.1/' }],
    ['url', { url: 'http://localhost.evil.example/' }],
    ['url', { url: 'http://user:secret@localhost/' }],
    ['url', { url: 'ftp://localhost/' }],
    ['url', { url: 'localhost:3000' }],
    ['secrets', { secret: 'too short' }],
    ['sinceMs', { sinceMs: Number.NaN }],
    ['intervalMs', { intervalMs: 1 }],
    ['speed', { speed: 0 }],
  ])('is told that %s makes no sense in %o, before anything is asked', async (field, options) => {
    const forwarding = forwardCallbacks({ client: { tasks }, url: 'http://localhost:9', signal, ...options })
    await expect(forwarding).rejects.toMatchObject({ code: 'invalid_input', issues: [{ field }] })
  })

  it('may allow callbacks to leave the machine', async () => {
    const { client, listen, deliveries } = await setupListening()
    const asked: string[] = []
    const fetch: typeof globalThis.fetch = async (url) => {
      asked.push(String(url))
      return new Response()
    }
    const { stop } = await listen('https://app.example/hooks', { allowRemote: true, fetch })
    await client.tasks.create(cat)
    await vi.waitFor(() => expect(deliveries).toHaveLength(1))
    await stop()
    expect(asked).toEqual(['https://app.example/hooks'])
  })

  it('hears when the service refuses', async () => {
    const { emulator, listen } = await setupListening()
    emulator.faults.add({ on: 'list', fault: { kind: 'status', status: 401, errorCode: 'UNAUTHORIZED' } })
    await expect(listen('http://localhost:9')).rejects.toMatchObject({ code: 'api', status: 401 })
  })

  it('hears what its own listener throws', async () => {
    const { client, listen } = await setupListening()
    const { url } = await serveReactions(200)
    const { ended } = await listen(url, {
      onDelivery: () => {
        throw new Error('a defect of the caller')
      },
    })
    await client.tasks.create(cat)
    await expect(ended()).rejects.toThrow('a defect of the caller')
  })
})
