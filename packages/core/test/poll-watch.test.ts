import { describe, expect, it } from 'vitest'
import { pollWatch, TransportFailure } from '../src/index.ts'
import { silence, type Turn } from './fake-transport.ts'
import { errorOf, listOf, setup, setupWith, words } from './setup.ts'
import {
  accepted,
  done,
  empty,
  failed,
  gatewayPage,
  ok,
  refusal,
  running,
  taskId,
  throttled,
  wireTask,
} from './wire.ts'

const missing = refusal(404, 'NOT_FOUND')
const elsewhere = ok({ ...wireTask('success'), taskId: 'tk-other', output: [{ url: 'https://x.example/stolen.png' }] })

describe('waiting for a task made earlier', () => {
  it('looks at once, then every three seconds', async () => {
    const { client, requests, sentAt } = setup(running('queued'), running('handling'), done)
    expect(await client.wait(taskId)).toMatchObject({ taskId, replayed: false, outputs: [{ type: 'image' }] })
    expect(words(requests)).toEqual(Array(3).fill('GET /v1/tasks/:id'))
    expect(sentAt).toEqual([0, 3_000, 6_000])
  })

  it('takes another beat', async () => {
    const { client, sentAt } = setupWith({ watch: pollWatch({ intervalMs: 500 }) }, running('queued'), done)
    await client.wait(taskId)
    expect(sentAt).toEqual([0, 500])
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('knows no beat of %d ms', (intervalMs) => {
    expect(() => pollWatch({ intervalMs })).toThrow(
      expect.objectContaining({ code: 'invalid_input', field: 'intervalMs' }),
    )
  })

  it('tells its states', async () => {
    const { client } = setup(running('handling'), failed)
    const phases: string[] = []
    const error = await errorOf(client.wait(taskId, { onUpdate: ({ phase }) => phases.push(phase) }))
    expect(error).toMatchObject({ code: 'task_failed', taskId, task: { failure: { code: 'TASK_FAILED' } } })
    expect(phases).toEqual(['waiting', 'waiting', 'failed'])
  })

  it('does not take a status nobody documented for an end, and does not hurry', async () => {
    const { client, sentAt } = setup(running('cancelled'), running('paused'), done)
    expect(await client.wait(taskId)).toMatchObject({ task: { status: 'success' } })
    expect(sentAt).toEqual([0, 3_000, 6_000])
  })
})

describe('a read that fails', () => {
  it.each<[string, Turn]>([
    ['a broken connection', new TransportFailure('interrupted')],
    ['a throttle', throttled()],
    ['a gateway page', gatewayPage(502)],
    ['an answer without sense', ok({ surprise: true })],
    ["another task's answer", elsewhere],
    ['a storage that is off', refusal(400, 'STORAGE_UNAVAILABLE')],
  ])('for the moment is made up for by the next: %s', async (_, turn) => {
    const { client, requests } = setup(accepted, ...Array<Turn>(5).fill(turn), done)
    expect(await client.generate({ prompt: 'a cat' })).toMatchObject({ taskId, outputs: [{ type: 'image' }] })
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it.each<[string, Turn, object]>([
    ['a wrong API key', refusal(401, 'UNAUTHORIZED'), { code: 'api', status: 401 }],
    ['an untrusted server', new TransportFailure('untrusted'), { code: 'connection', reason: 'untrusted' }],
  ])('for good ends the wait, and names the paid task: %s', async (_, turn, expected) => {
    const { client, requests } = setup(accepted, turn)
    const error = await errorOf(client.generate({ prompt: 'a cat' }))
    expect(error).toMatchObject({ phase: 'watch', outcome: 'accepted', taskId, ...expected })
    expect(error.message).toContain(`Task ${taskId} goes on and may bill: wait for it, do not submit it again`)
    expect(requests).toHaveLength(2)
  })

  it.each([
    [30, [0, 30_500, 61_000, 91_500, 121_500, 152_000]],
    [300, [0, 300_000]],
  ])('and asks for %i seconds gets them, also between two reads', async (seconds, expected) => {
    const { client, sentAt } = setup(...Array<Turn>(expected.length - 1).fill(throttled(String(seconds))), done)
    await client.wait(taskId)
    expect(sentAt).toEqual(expected)
  })

  it('with an answer about another task is never believed', async () => {
    const { client } = setup(elsewhere)
    expect(await errorOf(client.tasks.get(taskId))).toMatchObject({
      code: 'unexpected_response',
      reason: 'unreadable',
      attempts: 3,
      taskId,
    })
  })
})

it('gives a look up that takes longer than two minutes, and makes it again', async () => {
  const { client, clock, sentAt } = setup(silence, done)
  expect(await client.wait(taskId)).toMatchObject({ taskId })
  expect([sentAt, clock.pending()]).toEqual([[0, 123_000], 0])
})

describe('a 404', () => {
  it('is lag in the first ten seconds after the create', async () => {
    const { client, sentAt } = setup(accepted, missing, missing, missing, done)
    expect(await client.generate({ prompt: 'a cat' })).toMatchObject({ taskId })
    expect(sentAt).toEqual([0, 3_000, 6_000, 9_000, 12_000])
  })

  it('is an answer after that', async () => {
    const { client, sentAt } = setup(accepted, missing)
    expect(await errorOf(client.generate({ prompt: 'a cat' }))).toMatchObject({ code: 'api', status: 404, taskId })
    expect(sentAt).toEqual([0, 3_000, 6_000, 9_000, 12_000])
  })

  it('is an answer at once for a task made earlier', async () => {
    const { client, requests } = setup(missing)
    expect(await errorOf(client.wait(taskId))).toMatchObject({ code: 'api', status: 404, taskId })
    expect(requests).toHaveLength(1)
  })
})

describe('a success without outputs', () => {
  it('is looked at once more, for the outputs may lag behind', async () => {
    const { client, requests } = setup(empty, done)
    expect(await client.wait(taskId)).toMatchObject({ outputs: [{ type: 'image' }] })
    expect(requests).toHaveLength(2)
  })

  it('is an error the second time', async () => {
    const { client, sentAt } = setup(accepted, empty)
    expect(await errorOf(client.generate({ prompt: 'a cat' }))).toMatchObject({
      code: 'unexpected_response',
      reason: 'no_outputs',
      outcome: 'accepted',
      taskId,
    })
    expect(sentAt).toEqual([0, 3_000, 6_000])
  })

  it('is told by watch only when it is whole', async () => {
    const { client } = setup(running('handling'), empty, done)
    const told = await listOf(client.watch(taskId))
    expect(told.map(({ status, outputs }) => [status, outputs.length])).toEqual([
      ['handling', 0],
      ['success', 1],
    ])
  })
})
