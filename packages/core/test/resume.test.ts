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
  const { store } = createStore({ idempotencyKey: 'old', input, startedAtMs, taskId })
  const { generation, requests } = setup(store, running('handling'), done)
  generation.resume()
  await new Promise<void>((resolve) => generation.subscribe(() => generation.get().phase === 'succeeded' && resolve()))
  expect(words(requests)).toEqual(['GET /v1/tasks/:id', 'GET /v1/tasks/:id'])
})

it('asks again under the same key when the reload came before the answer', async () => {
  const { store } = createStore({ idempotencyKey: 'old', input, startedAtMs })
  const { generation, requests } = setup(store, accepted, done)
  generation.resume()
  await generation.run({ prompt: 'another click' })
  expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['old', undefined])
  expect(requests[0]?.body).toContain('a cat')
})

it('does not use a key again that is older than 23 hours', () => {
  const { store, kept } = createStore({ idempotencyKey: 'old', input, startedAtMs: startedAtMs - 23 * 3_600_000 - 1 })
  const { generation, requests } = setup(store, accepted)
  generation.resume()
  expect(generation.get()).toEqual({ phase: 'idle' })
  expect(kept.size).toBe(0)
  expect(requests).toEqual([])
})

it('survives being mounted twice: stopped and resumed at once, it sends one request', async () => {
  const { store, kept } = createStore({ idempotencyKey: 'old', input, startedAtMs })
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

it('starts afresh when the task is not there any more', async () => {
  const { store, kept } = createStore({ idempotencyKey: 'old', input, startedAtMs, taskId })
  const { generation } = setup(store, refusal(404, 'NOT_FOUND'))
  generation.resume()
  await new Promise<void>((resolve) => generation.subscribe(() => generation.get().phase === 'idle' && resolve()))
  expect(kept.size).toBe(0)
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
