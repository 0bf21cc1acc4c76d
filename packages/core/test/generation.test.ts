import { expect, it } from 'vitest'
import type { Generation, TaskState } from '../src/index.ts'
import { silence, type Turn } from './fake-transport.ts'
import { errorOf, setup, words } from './setup.ts'
import { accepted, done, failed, ok, running, taskId, wireTask } from './wire.ts'

function start(...script: readonly Turn[]) {
  const parts = setup(...script)
  const generation = parts.client.createGeneration()
  const states: TaskState[] = []
  generation.subscribe(() => states.push(generation.get()))
  return { ...parts, generation, phases: () => states.map(({ phase }) => phase) }
}

const cat = { prompt: 'a cat' }

it('is idle at first, and tells every state of its run', async () => {
  const { generation, phases } = start(accepted, running('handling'), done)
  expect(generation.get()).toEqual({ phase: 'idle' })
  const result = await generation.run(cat)
  expect(phases()).toEqual(['submitting', 'waiting', 'waiting', 'succeeded'])
  expect(generation.get()).toMatchObject({ phase: 'succeeded', ...result })
})

it('tells onUpdate as well', async () => {
  const { generation } = start(accepted, done)
  const phases: string[] = []
  await generation.run(cat, { onUpdate: ({ phase }) => phases.push(phase) })
  expect(phases).toEqual(['submitting', 'waiting', 'succeeded'])
})

it('makes one picture of a double click', async () => {
  const { generation, clock, requests } = start(accepted, done)
  const first = generation.run(cat)
  const second = generation.run({ prompt: 'a dog' })
  expect(second).toBe(first)
  await clock.elapse(10)
  expect(generation.run(cat)).toBe(first)
  await first
  expect(words(requests)).toEqual(['POST /v1/tasks', 'GET /v1/tasks/:id'])
})

it('runs again once it is done, under a new key', async () => {
  const { generation, phases, requests } = start(accepted, failed, accepted, done)
  expect(await errorOf(generation.run(cat))).toMatchObject({ code: 'task_failed' })
  await generation.run(cat)
  expect(phases()).toEqual(['submitting', 'waiting', 'failed', 'submitting', 'waiting', 'succeeded'])
  expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', undefined, 'key-2', undefined])
})

it('tells wrong input as a state too', async () => {
  const { generation, phases, requests } = start()
  const error = await errorOf(generation.run({ prompt: ' ' }))
  expect(phases()).toEqual(['submitting', 'failed'])
  expect(generation.get()).toEqual({ phase: 'failed', error, taskId: undefined })
  expect(requests).toEqual([])
})

it('stops waiting when it is aborted, and keeps the id of the paid task', async () => {
  const { generation, phases, clock } = start(accepted, running('handling'))
  const run = errorOf(generation.run(cat))
  clock.after(4_000, () => generation.abort('bored'))
  const error = await run
  expect(error).toMatchObject({ code: 'aborted', cause: 'bored', taskId })
  expect(phases()).toEqual(['submitting', 'waiting', 'waiting', 'aborted'])
  expect(generation.get()).toEqual({ phase: 'aborted', error, taskId })
  expect([clock.monotonic(), clock.pending()]).toEqual([4_000, 0])
})

it("ends with the caller's own signal as well", async () => {
  const { generation, clock } = start(silence)
  const controller = new AbortController()
  clock.after(10, () => controller.abort('mine'))
  const error = await errorOf(generation.run(cat, { signal: controller.signal }))
  expect(error).toMatchObject({ code: 'aborted', cause: 'mine', outcome: 'unknown', idempotencyKey: 'key-1' })
})

it('does not let a run that was aborted speak for the one that followed it', async () => {
  const second = ok({ taskId: 'tk-second' })
  const { generation, clock, phases } = start(silence, second, ok({ ...wireTask('success'), taskId: 'tk-second' }))
  const first = errorOf(generation.run(cat))
  await clock.elapse(10)
  generation.abort()
  const next = errorOf(generation.run(cat))
  expect(await first).toMatchObject({ code: 'aborted', idempotencyKey: 'key-1' })
  // The second task succeeds without outputs: any end will do, as long as it is its own.
  expect(await next).toMatchObject({ code: 'unexpected_response', taskId: 'tk-second' })
  expect(phases()).toEqual(['submitting', 'submitting', 'waiting', 'failed'])
})

it('still answers a double click after an older run has settled', async () => {
  const { generation, clock, requests } = start(silence, accepted, done)
  const first = errorOf(generation.run(cat))
  await clock.elapse(10)
  generation.abort()
  const second = generation.run(cat)
  await first
  expect(generation.run(cat)).toBe(second)
  await second
  expect(words(requests)).toEqual(['POST /v1/tasks', 'POST /v1/tasks', 'GET /v1/tasks/:id'])
})

it('forgets what was when it is reset, in the middle of a run or after it', async () => {
  const { generation, clock, phases } = start(accepted, done, silence)
  await generation.run(cat)
  generation.reset()
  const run = errorOf(generation.run(cat))
  await clock.elapse(10)
  generation.reset()
  expect(generation.get()).toEqual({ phase: 'idle' })
  expect(await run).toMatchObject({ code: 'aborted' })
  expect(phases()).toEqual(['submitting', 'waiting', 'succeeded', 'idle', 'submitting', 'idle'])
})

it('lets whoever hears of an abort start the next run, which a double click does not repeat', async () => {
  const { generation, clock, phases, requests } = start(running('handling'), accepted, done)
  const followed = errorOf(generation.follow(taskId))
  await clock.elapse(10)
  let next: Promise<unknown> | undefined
  const unsubscribe = generation.subscribe(() => {
    unsubscribe()
    next = generation.run(cat)
  })
  generation.abort()
  expect(next).toBeDefined()
  expect(generation.run(cat)).toBe(next)
  await Promise.all([followed, next])
  expect(phases()).toEqual(['waiting', 'waiting', 'aborted', 'submitting', 'waiting', 'succeeded'])
  expect(words(requests)).toEqual(['GET /v1/tasks/:id', 'POST /v1/tasks', 'GET /v1/tasks/:id'])
})

it('tells nothing of what it follows once it is reset', async () => {
  const { generation, clock, phases } = start(running('handling'))
  const followed = errorOf(generation.follow(taskId))
  await clock.elapse(10)
  generation.reset()
  expect(await followed).toMatchObject({ code: 'aborted', taskId })
  expect([phases(), clock.pending()]).toEqual([['waiting', 'waiting', 'idle'], 0])
})

it('minds neither an abort nor a reset when nothing runs', () => {
  const { generation, phases } = start()
  generation.abort()
  generation.reset()
  expect(phases()).toEqual([])
})

it('goes on when a listener throws, and tells the others', async () => {
  const { generation, phases, reported } = start(accepted, done)
  const broken = new Error('my own bug')
  generation.subscribe(() => {
    throw broken
  })
  await generation.run(cat)
  expect(phases()).toEqual(['submitting', 'waiting', 'succeeded'])
  expect(reported).toEqual([broken, broken, broken])
})

it('keeps its actions stable, so that they may be passed on', async () => {
  const { generation } = start(accepted, done)
  const { run, get }: Generation = generation
  await run(cat)
  expect(get().phase).toBe('succeeded')
})
