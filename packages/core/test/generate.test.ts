import { expect, it } from 'vitest'
import { type TaskState, TransportFailure } from '../src/index.ts'
import { errorOf, setup, setupWith, words } from './setup.ts'
import { accepted, done, failed, replayed, running, taskId } from './wire.ts'

it('creates one task, follows it, and gives its pictures', async () => {
  const { client, clock, requests } = setup(
    accepted,
    running('queued'),
    running('handling'),
    running('archiving'),
    done,
  )
  const states: TaskState[] = []

  const result = await client.generate({ prompt: 'a cat' }, { onUpdate: (state) => states.push(state) })

  expect(result).toMatchObject({
    taskId,
    replayed: false,
    outputs: [{ url: 'https://cdn.example.com/a.png', type: 'image' }],
    task: { status: 'success' },
  })
  expect(states.map((state) => (state.phase === 'waiting' ? state.status : state.phase))).toEqual([
    'submitting',
    'queued',
    'handling',
    'archiving',
    'succeeded',
  ])
  expect(words(requests)).toEqual(['POST /v1/tasks', ...Array(4).fill('GET /v1/tasks/:id')])
  expect(clock.sleeps).toEqual([3_000, 3_000, 3_000, 3_000])
  expect(clock.pending()).toBe(0)
})

it('sends the input with every default filled in, and the delivery beside it', async () => {
  const { client, requests } = setup(accepted, done)
  await client.generate(
    { prompt: 'a cat', image_input: ['https://example.com/a.png'], aspect_ratio: '16:9' },
    { callback: { url: 'https://example.com/hook' }, route: 'fast', storage: 'persistent' },
  )
  expect(requests[0]).toMatchObject({
    headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': 'key-1' },
    timeoutMs: 60_000,
  })
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    model: 'Nano-Banana-2',
    input: {
      prompt: 'a cat',
      image_input: ['https://example.com/a.png'],
      aspect_ratio: '16:9',
      resolution: '1K',
      output_format: 'png',
    },
    callback: { url: 'https://example.com/hook', when: 'final' },
    route: 'fast',
    storage: 'persistent',
  })
})

it('makes a new key for every call: two calls are two pictures', async () => {
  const { client, requests } = setup(accepted, done, accepted, done)
  await client.generate({ prompt: 'a cat' })
  await client.generate({ prompt: 'a cat' })
  expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', undefined, 'key-2', undefined])
})

it('leaves an empty route out', async () => {
  const { client, requests } = setup(accepted, done)
  await client.generate({ prompt: 'a cat' }, { route: '' })
  expect(Object.keys(JSON.parse(requests[0]?.body ?? ''))).toEqual(['model', 'input'])
})

it("sends the caller's own key, and says when the service knew it already", async () => {
  const { client, requests } = setup(replayed, done)
  const result = await client.generate({ prompt: 'a cat' }, { idempotencyKey: 'order-7' })
  expect(requests[0]?.headers['idempotency-key']).toBe('order-7')
  expect(result.replayed).toBe(true)
})

it('reports what an asynchronous onUpdate rejects with', async () => {
  const { client, clock, reported } = setup(accepted, done)
  const broken = new Error('my own bug')
  await client.generate({ prompt: 'a cat' }, { onUpdate: () => Promise.reject(broken) })
  await clock.elapse(0)
  expect(reported).toEqual([broken, broken, broken])
})

it('goes on when even reportError throws', async () => {
  const reportError = () => {
    throw new Error('logger broke')
  }
  const { client } = setupWith({ reportError }, accepted, done)
  const onUpdate = () => {
    throw new Error('my own bug')
  }
  expect(await client.generate({ prompt: 'a cat' }, { onUpdate })).toMatchObject({ taskId })
})

it('rejects with the reason when the task fails, and tells it as the last state', async () => {
  const { client } = setup(accepted, failed)
  const states: TaskState[] = []
  const error = await errorOf(client.generate({ prompt: 'a cat' }, { onUpdate: (state) => states.push(state) }))
  expect(error).toMatchObject({ code: 'task_failed', reason: 'task_failed', outcome: 'accepted', taskId })
  expect(error.message).toBe(`Task ${taskId} failed: unsafe prompt (TASK_FAILED)`)
  expect(states.at(-1)).toEqual({ phase: 'failed', error, taskId })
})

it('goes on when onUpdate throws, and reports what it threw', async () => {
  const { client, reported } = setup(accepted, running('handling'), done)
  const broken = new Error('my own bug')
  await client.generate(
    { prompt: 'a cat' },
    {
      onUpdate: () => {
        throw broken
      },
    },
  )
  expect(reported).toEqual([broken, broken, broken, broken])
})

it.each<[string, () => never]>([
  [
    'an error',
    () => {
      throw new RangeError('no entropy')
    },
  ],
  [
    'a thing that cannot be printed',
    () => {
      throw Object.create(null)
    },
  ],
  [
    'a symbol',
    () => {
      throw Symbol('no entropy')
    },
  ],
])('rejects with an SDK error when newKey throws %s, and settles the state', async (_, newKey) => {
  const { client, requests } = setupWith({ newKey }, accepted)
  const phases: string[] = []
  const error = await errorOf(client.generate({ prompt: 'a cat' }, { onUpdate: ({ phase }) => phases.push(phase) }))
  expect(error).toMatchObject({ code: 'internal', phase: 'submit', outcome: 'not_sent' })
  expect(error.cause).toBeDefined()
  expect([phases, requests.length]).toEqual([['submitting', 'failed'], 0])
})

it('keeps the key of a paid request when a part of the client breaks between two attempts', async () => {
  const cause = new TypeError('my own bug')
  const random = () => {
    throw cause
  }
  const { client } = setupWith({ random }, new TransportFailure('interrupted'))
  const error = await errorOf(client.generate({ prompt: 'a cat' }))
  expect(error).toMatchObject({ code: 'internal', outcome: 'unknown', idempotencyKey: 'key-1', attempts: 1, cause })
})
