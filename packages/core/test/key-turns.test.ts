import { expect, it } from 'vitest'
import { TransportFailure } from '../src/index.ts'
import { silence } from './fake-transport.ts'
import { errorOf, setup, setupWith, words } from './setup.ts'
import { accepted, done, ok, processing, refusal, taskId } from './wire.ts'

const replayed = ok({ taskId }, { 'idempotent-replay': 'true' })
const keyed = { idempotencyKey: 'mine' }
const create = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } } as const

it('two calls with one key are one request at a time, and one task', async () => {
  const { client, requests, clock } = setup(new TransportFailure('interrupted'), accepted, replayed)
  const results = [client.tasks.create(create, keyed), client.tasks.create(create, keyed)]
  expect((await Promise.all(results)).map(({ replayed }) => replayed)).toEqual([false, true])
  expect(words(requests)).toEqual(['POST /v1/tasks', 'POST /v1/tasks', 'POST /v1/tasks'])
  // The second call had no failure of its own to pause for.
  expect(clock.sleeps.filter((ms) => ms < 60_000)).toEqual([250])
})

it('calls with keys of their own do not wait for each other', async () => {
  const { client, requests } = setup(silence)
  const controller = new AbortController()
  const calls = [1, 2, 3].map(() => errorOf(client.tasks.create(create, { signal: controller.signal })))
  await new Promise(setImmediate)
  expect(requests).toHaveLength(3)
  controller.abort()
  await Promise.all(calls)
})

it('who stops waiting for a turn lets the next one go on, and knows that there may be a task', async () => {
  const { client, clock, requests } = setup(silence, accepted, done)
  const first = errorOf(client.generate({ prompt: 'a cat' }, { ...keyed, deadlineMs: 10_000 }))
  const second = errorOf(client.generate({ prompt: 'a cat' }, { ...keyed, deadlineMs: 5_000 }))
  const third = client.generate({ prompt: 'a cat' }, keyed)
  expect(await second).toMatchObject({ code: 'deadline', outcome: 'unknown', idempotencyKey: 'mine' })
  expect([clock.monotonic(), requests.length]).toEqual([5_000, 1])
  expect(await first).toMatchObject({ code: 'deadline', outcome: 'unknown' })
  expect(await third).toMatchObject({ taskId })
  expect(clock.pending()).toBe(0)
})

it('who comes when somebody has stopped waiting still waits for whoever asks', async () => {
  const { client, clock, sentAt } = setup(silence, accepted)
  const first = errorOf(client.tasks.create(create, { ...keyed, deadlineMs: 10_000 }))
  const second = errorOf(client.tasks.create(create, { ...keyed, deadlineMs: 5_000 }))
  const third = new Promise((resolve) => {
    clock.after(6_000, () => resolve(client.tasks.create(create, keyed)))
  })
  for (const error of await Promise.all([first, second])) expect(error).toMatchObject({ outcome: 'unknown' })
  expect(await third).toMatchObject({ taskId })
  expect(sentAt).toEqual([0, 10_000])
})

it('a key is as old as its first use, also for those who waited for their turn', async () => {
  const hour = 3_600_000
  const { client, sentAt } = setupWith({ deadlineMs: 72 * hour }, processing({ 'retry-after': '60' }))
  const asked = { ...keyed, deadlineMs: 72 * hour }
  const errors = ['first', 'second'].map(() => errorOf(client.generate({ prompt: 'a cat' }, asked)))
  for (const error of await Promise.all(errors)) expect(error).toMatchObject({ status: 409, outcome: 'unknown' })
  expect(sentAt.at(-1)).toBeLessThanOrEqual(23 * hour + 72_000)
})

it('a refusal proves nothing to who waited: the call before may have made the task', async () => {
  const { client } = setup(accepted, refusal(402, 'INSUFFICIENT_BALANCE'))
  const [made, refused] = [client.tasks.create(create, keyed), errorOf(client.tasks.create(create, keyed))]
  expect(await made).toMatchObject({ taskId })
  expect(await refused).toMatchObject({ status: 402, outcome: 'unknown', idempotencyKey: 'mine' })
})

const day = 24 * 3_600_000

it('nothing is sent under a key that grew too old while its turn was waited for', async () => {
  const { client, clock, requests } = setup(new TransportFailure('interrupted'), accepted)
  const errors = [1, 2].map(() => errorOf(client.generate({ prompt: 'a cat' }, keyed)))
  clock.after(100, () => clock.shiftWall(day))
  const expired = { outcome: 'unknown', keyExpired: true, retryable: false, idempotencyKey: 'mine' }
  for (const error of await Promise.all(errors)) expect(error).toMatchObject(expired)
  expect(requests).toHaveLength(1)
})

it('a key that is asked with again and again grows older all the same', async () => {
  const { client, clock, requests } = setup(new TransportFailure('interrupted'))
  expect(await errorOf(client.generate({ prompt: 'a cat' }, keyed))).toMatchObject({ outcome: 'unknown' })
  const sent = requests.length
  clock.shiftWall(day)
  const error = await errorOf(client.generate({ prompt: 'a cat' }, keyed))
  expect(error).toMatchObject({ code: 'deadline', outcome: 'unknown', keyExpired: true })
  expect(error.message).toMatch(/its key is too old to ask with: check the account/)
  expect(requests).toHaveLength(sent)
})

it('a key whose task is known is forgotten', async () => {
  const { client, clock, requests } = setup(accepted)
  await client.tasks.create(create, keyed)
  clock.shiftWall(2 * day)
  // A day later the service has forgotten it too: this is another wish.
  await client.tasks.create(create, keyed)
  expect(requests).toHaveLength(2)
})

it('a key whose task is known is forgotten, also when somebody has stopped waiting for it', async () => {
  const { client, clock, requests } = setup(accepted)
  const controller = new AbortController()
  const first = client.tasks.create(create, keyed)
  const second = errorOf(client.tasks.create(create, { ...keyed, signal: controller.signal }))
  controller.abort()
  await Promise.all([first, second])
  clock.shiftWall(2 * day)
  await client.tasks.create(create, keyed)
  expect(requests).toHaveLength(2)
})

it('a key under which nothing was made is forgotten: it may be asked with at any time', async () => {
  const { client, clock } = setup(refusal(402, 'INSUFFICIENT_BALANCE'), new TransportFailure('untrusted'), accepted)
  expect(await errorOf(client.tasks.create(create, keyed))).toMatchObject({ status: 402, outcome: 'rejected' })
  clock.shiftWall(day)
  expect(await errorOf(client.tasks.create(create, keyed))).toMatchObject({ code: 'connection', outcome: 'not_sent' })
  clock.shiftWall(day)
  expect(await client.tasks.create(create, keyed)).toMatchObject({ taskId })
})

it('a refusal proves nothing about a key that is in doubt, nor does it end the doubt', async () => {
  const gone = new TransportFailure('interrupted')
  const refused = refusal(402, 'INSUFFICIENT_BALANCE')
  const { client, clock, requests } = setupWith({ retry: { submitAttempts: 1 } }, gone, refused, accepted)
  expect(await errorOf(client.tasks.create(create, keyed))).toMatchObject({ outcome: 'unknown' })
  expect(await errorOf(client.tasks.create(create, keyed))).toMatchObject({ status: 402, outcome: 'unknown' })
  clock.shiftWall(day)
  expect(await errorOf(client.tasks.create(create, keyed))).toMatchObject({ code: 'deadline', keyExpired: true })
  expect(requests).toHaveLength(2)
})
