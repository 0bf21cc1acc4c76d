import { describe, expect, it } from 'vitest'
import { type ListQuery, TransportFailure } from '../src/index.ts'
import { errorOf, setup } from './setup.ts'
import { accepted, done, ok, refusal, replayed, running, taskId, wireTask } from './wire.ts'

const request = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } } as const

describe('tasks.create', () => {
  it('creates a task, does not wait for it, and names the key that was sent', async () => {
    const { client, clock, requests } = setup(accepted)
    expect(await client.tasks.create(request)).toEqual({ taskId, replayed: false, idempotencyKey: 'key-1' })
    expect(requests).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })

  it("sends the caller's key, none at all, or a new one", async () => {
    const { client, requests } = setup(accepted)
    const keys = ['mine', false, undefined] as const
    const made = []
    for (const idempotencyKey of keys)
      made.push((await client.tasks.create(request, { idempotencyKey })).idempotencyKey)
    expect(made).toEqual(['mine', undefined, 'key-1'])
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual(made)
  })

  it('says when the service knew the key already', async () => {
    const { client } = setup(new TransportFailure('interrupted'), replayed)
    expect(await client.tasks.create(request)).toMatchObject({ taskId, replayed: true })
  })

  it('names the wrong field below the request', async () => {
    const { client, requests } = setup(accepted)
    expect(await errorOf(client.tasks.create({ ...request, input: { prompt: '' } }))).toMatchObject({
      code: 'invalid_input',
      field: 'input.prompt',
    })
    expect(requests).toEqual([])
  })
})

describe('tasks.get', () => {
  it('reads a task once', async () => {
    const { client, requests } = setup(running('handling'))
    expect(await client.tasks.get(taskId)).toMatchObject({ taskId, status: 'handling' })
    expect(requests).toMatchObject([
      { method: 'GET', path: `/v1/tasks/${taskId}`, headers: { accept: 'application/json' }, timeoutMs: 60_000 },
    ])
    expect(requests[0]).not.toHaveProperty('body')
    expect(Object.keys(requests[0]?.headers ?? {})).toEqual(['accept'])
  })

  it('tells a failed task as a snapshot, not as an error', async () => {
    const { client } = setup(ok(wireTask('fail', { error: { code: 'TASK_FAILED', message: 'no' } })))
    expect(await client.tasks.get(taskId)).toMatchObject({ status: 'fail', failure: { code: 'TASK_FAILED' } })
  })

  it('does not claim that a task exists which the service does not know', async () => {
    const { client } = setup(refusal(404, 'NOT_FOUND'))
    const error = await errorOf(client.tasks.get(taskId))
    expect(error).toMatchObject({ code: 'api', status: 404, outcome: 'unknown', taskId })
    expect(error.message).not.toMatch(/goes on/)
  })

  it.each(['', '../secrets', 'a/b', 'a b', 'tk?x=1', 'tk%2f', 'x'.repeat(201), '..', 7, null, undefined])(
    'sends nothing for the id %o',
    async (id) => {
      const { client, requests } = setup(done)
      for (const call of [client.tasks.get, client.wait])
        expect(await errorOf(call(id as string))).toMatchObject({ code: 'invalid_input', field: 'taskId' })
      expect(requests).toEqual([])
    },
  )
})

describe('tasks.list', () => {
  const page = ok({ page: 1, size: 10, total: 1, tasks: [wireTask('queued')] })

  it('reads the newest tasks', async () => {
    const { client, requests } = setup(page)
    expect(await client.tasks.list()).toMatchObject({ page: 1, size: 10, total: 1, tasks: [{ taskId }] })
    await client.tasks.list({ page: 3, size: 100 })
    expect(requests.map(({ path }) => path)).toEqual(['/v1/tasks?page=1&size=10', '/v1/tasks?page=3&size=100'])
  })

  it.each([{ size: 101 }, { size: 0 }, { page: 0 }, { page: 1.5 }, { page: Number.NaN }, { size: '10' }, { sise: 10 }])(
    'sends nothing for %o, which the service would answer with its defaults',
    async (query) => {
      const { client, requests } = setup(page)
      const error = await errorOf(client.tasks.list(query as ListQuery))
      expect(error).toMatchObject({ code: 'invalid_input', field: Object.keys(query)[0] })
      expect(requests).toEqual([])
    },
  )

  it('has no task to name in its error', async () => {
    const { client } = setup(refusal(401, 'UNAUTHORIZED'))
    expect(await errorOf(client.tasks.list())).toMatchObject({ code: 'api', phase: 'read', taskId: undefined })
  })
})
