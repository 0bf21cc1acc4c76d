import { expect, it } from 'vitest'
import { type OperationStore, type StoredOperation, TransportFailure } from '../src/index.ts'
import { silence, type Turn } from './fake-transport.ts'
import { errorOf, setupWith, words } from './setup.ts'
import { accepted, done, failed, refusal, running, taskId } from './wire.ts'

/** A store whose writes are remembered in order, beside the requests sent by then. */
function setup(operations: OperationStore, ...script: readonly Turn[]) {
  const parts = setupWith({ operations }, ...script)
  return { ...parts, generation: parts.client.createGeneration({ slot: 'a' }) }
}

function createStore(initial?: StoredOperation) {
  const kept = new Map<string, StoredOperation>(initial ? [['a', initial]] : [])
  const store: OperationStore = {
    load: (slot) => kept.get(slot),
    save: (slot, operation) => void kept.set(slot, operation),
    remove: (slot) => void kept.delete(slot),
  }
  return { store, kept }
}

const startedAtMs = Date.UTC(2026, 0, 1)
const input = { prompt: 'a cat' }

it('keeps key and input before the request leaves, and the task once it exists', async () => {
  const { store, kept } = createStore()
  const seen: unknown[] = []
  const create: Turn = async () => {
    seen.push(kept.get('a'))
    return accepted
  }
  const { generation } = setup(store, create, done)
  await generation.run(input)

  expect(seen).toMatchObject([{ idempotencyKey: 'key-1', input: { prompt: 'a cat' } }])
  expect(kept.get('a')).toMatchObject({ idempotencyKey: 'key-1', taskId })
})

it('finds its task again after a reload, without creating anything', async () => {
  const { store } = createStore({ idempotencyKey: 'old', input, delivery: {}, startedAtMs, taskId })
  const { generation, requests } = setup(store, running('handling'), done)
  generation.resume()
  await new Promise<void>((resolve) => generation.subscribe(() => generation.get().phase === 'succeeded' && resolve()))
  expect(words(requests)).toEqual(['GET /v1/tasks/:id', 'GET /v1/tasks/:id'])
})

it('asks again under the same key when the reload came before the answer', async () => {
  const { store } = createStore({ idempotencyKey: 'old', input, delivery: {}, startedAtMs })
  const { generation, requests } = setup(store, accepted, done)
  generation.resume()
  await generation.run({ prompt: 'another click' })
  expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['old', undefined])
  expect(requests[0]?.body).toContain('a cat')
})

it('does not use a key again that is older than 23 hours', () => {
  const { store, kept } = createStore({
    idempotencyKey: 'old',
    input,
    delivery: {},
    startedAtMs: startedAtMs - 23 * 3_600_000 - 1,
  })
  const { generation, requests } = setup(store, accepted)
  generation.resume()
  expect(generation.get()).toEqual({ phase: 'idle' })
  // A person may still want to know.
  expect(kept.size).toBe(1)
  expect(requests).toEqual([])
})

it.each([
  ['no time', { idempotencyKey: 'old', startedAtMs: Number.NaN }],
  ['no key', { idempotencyKey: '', startedAtMs }],
  ['a key that cannot be sent', { idempotencyKey: 'ol\nd', startedAtMs }],
])('does not ask again for a record with %s: under another key it would pay twice', (_, record) => {
  const { store, kept } = createStore({ input, delivery: {}, ...record })
  const { generation, requests } = setup(store, accepted)
  generation.resume()
  expect(generation.get()).toEqual({ phase: 'idle' })
  expect([kept.size, requests.length]).toEqual([1, 0])
})

it('survives being mounted twice: stopped and resumed at once, it sends one request', async () => {
  const { store, kept } = createStore({ idempotencyKey: 'old', input, delivery: {}, startedAtMs })
  const { generation, requests } = setup(store, accepted, done)
  generation.resume()
  generation.abort()
  generation.resume()
  await generation.run(input)
  expect(words(requests)).toEqual(['POST /v1/tasks', 'GET /v1/tasks/:id'])
  expect(kept.get('a')).toMatchObject({ taskId })
})

it.each<[string, readonly Turn[]]>([
  ['the service refused it', [refusal(402, 'INSUFFICIENT_BALANCE')]],
  ['the task failed', [accepted, failed]],
  ['nothing could be sent', Array<Turn>(6).fill(new TransportFailure('unreachable'))],
])('forgets what is not worth coming back to: %s', async (_, script) => {
  const { store, kept } = createStore()
  const { generation } = setup(store, ...script)
  await errorOf(generation.run(input))
  expect(generation.get().phase).toBe('failed')
  expect(kept.size).toBe(0)
})

it('keeps what may be paid for: an answer lost for good, and a wait that was stopped', async () => {
  const lost = createStore()
  await errorOf(setup(lost.store, new TransportFailure('interrupted')).generation.run(input))
  expect(lost.kept.get('a')).toMatchObject({ idempotencyKey: 'key-1' })

  const stopped = createStore()
  const { generation } = setup(stopped.store, accepted, silence)
  const waiting = errorOf(generation.run(input))
  generation.subscribe(() => generation.get().phase === 'waiting' && setImmediate(() => generation.abort()))
  expect((await waiting).code).toBe('aborted')
  expect(stopped.kept.get('a')).toMatchObject({ taskId })
})

it('forgets on reset, and keeps nothing without a slot or a store', async () => {
  const { store, kept } = createStore()
  const { generation, client } = setup(store, accepted, done)
  await generation.run(input)
  generation.reset()
  expect(kept.size).toBe(0)
  await client.createGeneration().run(input)
  expect(kept.size).toBe(0)
  generation.resume()
  expect(generation.get()).toEqual({ phase: 'idle' })
})

it('follows a task made elsewhere', async () => {
  const { store } = createStore()
  const { generation } = setup(store, running('handling'), done)
  expect((await generation.follow(taskId)).outputs).toHaveLength(1)
})

it.each<[string, Turn]>([
  ['401', refusal(401, 'UNAUTHORIZED')],
  ['402', refusal(402, 'INSUFFICIENT_BALANCE')],
  ['404', refusal(404, 'NOT_FOUND')],
  ['422', refusal(422, 'IDEMPOTENCY_KEY_MISMATCH')],
  ['429', refusal(429, 'RATE_LIMITED', { 'retry-after': '120' })],
  ['no connection', new TransportFailure('unreachable')],
])('keeps what may be paid for when a resumed run hears %s, and does not call it refused', async (_, turn) => {
  for (const known of [{}, { taskId }]) {
    const { store, kept } = createStore({ idempotencyKey: 'old', input, delivery: {}, startedAtMs, ...known })
    const { generation } = setup(store, turn)
    generation.resume()
    const failing = errorOf(generation.run({ prompt: 'another click' }))
    if ('taskId' in known && turn instanceof Error) generation.abort()
    expect(['unknown', 'accepted']).toContain((await failing).outcome)
    expect(kept.get('a')).toMatchObject({ idempotencyKey: 'old' })
  }
})

it('lets no key grow younger by being resumed, nor be used in the future of a clock that was set back', async () => {
  const { store, kept } = createStore({ idempotencyKey: 'old', input, delivery: {}, startedAtMs: startedAtMs - 1_000 })
  const { generation } = setup(store, new TransportFailure('interrupted'))
  generation.resume()
  await errorOf(generation.run(input))
  expect(kept.get('a')?.startedAtMs).toBe(startedAtMs - 1_000)

  const future = createStore({ idempotencyKey: 'old', input, delivery: {}, startedAtMs: startedAtMs + 1_000 })
  const { generation: later, requests } = setup(future.store, accepted)
  later.resume()
  expect([later.get().phase, requests.length]).toEqual(['idle', 0])
})

it('asks again with the very same bytes, options included', async () => {
  const { store } = createStore()
  const first = setup(store, new TransportFailure('interrupted'))
  await errorOf(first.generation.run(input, { storage: 'persistent', callback: { url: 'https://a.example/done' } }))
  const second = setup(store, accepted, done)
  second.generation.resume()
  await second.generation.run(input)
  expect(second.requests[0]?.body).toBe(first.requests[0]?.body)
})

it.each(['abort', 'reset'] as const)(
  'does not let a run that was left by %s touch the record of the next',
  async (leave) => {
    const { store, kept } = createStore()
    const { generation } = setup(store, silence)
    const left = errorOf(generation.run({ prompt: 'first' }))
    generation[leave]()
    const next = errorOf(generation.run({ prompt: 'second' }))
    await left
    expect(kept.get('a')).toMatchObject({ input: { prompt: 'second' } })
    generation.abort()
    await next
  },
)

it('does not let a run without a record forget another’s', async () => {
  const operation = { idempotencyKey: 'old', input, delivery: {}, startedAtMs, taskId }
  const { store, kept } = createStore(operation)
  const { generation } = setup(store, failed)
  await errorOf(generation.run({ prompt: ' ' }))
  await errorOf(generation.follow(taskId))
  expect(kept.get('a')).toEqual(operation)
})

it('costs nothing but itself when the store breaks', async () => {
  const broken = (): never => {
    throw new Error('no room')
  }
  const { generation, reported } = setup({ load: broken, save: broken, remove: broken }, accepted, done)
  generation.resume()
  expect((await generation.run(input)).taskId).toBe(taskId)
  generation.reset()
  expect(generation.get()).toEqual({ phase: 'idle' })
  expect(reported.length).toBeGreaterThan(3)
})

it('starts the next run for whoever asks the moment that one ends', async () => {
  const { store } = createStore()
  const { generation, requests } = setup(store, accepted, done)
  const next: Promise<unknown>[] = []
  const unsubscribe = generation.subscribe(() => {
    if (generation.get().phase !== 'succeeded') return
    unsubscribe()
    next.push(generation.run({ prompt: 'two' }))
  })
  await generation.run({ prompt: 'one' })
  await Promise.all(next)
  expect(requests.filter(({ method }) => method === 'POST').map(({ body }) => /one|two/.exec(body ?? '')?.[0])).toEqual(
    ['one', 'two'],
  )
})
