import { describe, expect, it } from 'vitest'
import { type CreateQuota, requestQuota, TransportFailure, type TransportResponse } from '../src/index.ts'
import { silence, type Turn } from './fake-transport.ts'
import { told } from './rate-answer.ts'
import { errorOf, setup, setupWith, words } from './setup.ts'
import { settle } from './setup-quota.ts'
import { accepted, answer, done, taskId } from './wire.ts'

const create = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } } as const
const cat = { prompt: 'a cat' }
const day = 24 * 3_600_000

/** One request may be under way at a time. */
const oneByOne = (...script: readonly Turn[]) => setupWith({ quota: requestQuota({ concurrency: 1 }) }, ...script)

/** An answer that also tells how much of the minute is left. */
const withLimit = (answer: TransportResponse, remaining: number): TransportResponse => ({
  ...answer,
  headers: { ...answer.headers, ...told(remaining).headers },
})

it('nothing holds requests back where there is no quota', async () => {
  const { client, requests } = setup(silence)
  const controller = new AbortController()
  const reads = Array.from({ length: 200 }, () => errorOf(client.tasks.get(taskId, { signal: controller.signal })))
  await settle()
  expect(requests).toHaveLength(200)
  controller.abort()
  await Promise.all(reads)
})

describe('a call that waits in line', () => {
  it('has not sent anything when its deadline passes', async () => {
    const { client, clock, requests } = oneByOne(silence)
    const first = errorOf(client.tasks.create(create, { deadlineMs: 20_000 }))
    const second = await errorOf(client.generate(cat, { deadlineMs: 5_000 }))
    expect(second).toMatchObject({ code: 'deadline', phase: 'submit', outcome: 'not_sent', attempts: 0 })
    expect([clock.monotonic(), requests.length]).toEqual([5_000, 1])
    expect(await first).toMatchObject({ outcome: 'unknown' })
    expect(clock.pending()).toBe(0)
  })

  it('has not sent anything when it is aborted', async () => {
    const { client, clock, requests } = oneByOne(silence)
    const [first, second] = [new AbortController(), new AbortController()]
    const errors = [first, second].map(({ signal }) => errorOf(client.tasks.create(create, { signal })))
    await settle()
    second.abort('bored')
    expect(await errors[1]).toMatchObject({ code: 'aborted', outcome: 'not_sent', cause: 'bored' })
    first.abort('bored')
    expect(await errors[0]).toMatchObject({ code: 'aborted', outcome: 'unknown' })
    expect([requests.length, clock.pending()]).toEqual([1, 0])
  })

  it('does not ask with a key that has grown too old meanwhile', async () => {
    const { client, clock, requests } = oneByOne(silence, accepted)
    const first = errorOf(client.tasks.create(create, { deadlineMs: 20_000 }))
    const second = errorOf(client.tasks.create(create))
    clock.after(10_000, () => clock.shiftWall(day))
    expect(await second).toMatchObject({ code: 'deadline', outcome: 'not_sent', keyExpired: true })
    await first
    expect(requests).toHaveLength(1)
  })

  it('sends nothing in its last 250 ms, and lets the next one go instead', async () => {
    const { client, requests, sentAt } = oneByOne(silence, done)
    const first = errorOf(client.tasks.get(taskId, { deadlineMs: 10_000 }))
    const second = errorOf(client.tasks.create(create, { deadlineMs: 10_100 }))
    const third = client.tasks.get(taskId)
    expect(await second).toMatchObject({ code: 'deadline', outcome: 'not_sent' })
    await Promise.all([first, third])
    expect(words(requests)).toEqual(['GET /v1/tasks/:id', 'GET /v1/tasks/:id'])
    expect(sentAt[1]).toBe(10_000)
  })

  it('waits in line again before it tries once more', async () => {
    const { client, sentAt } = oneByOne(new TransportFailure('unreachable'), silence, accepted)
    const first = client.tasks.create(create)
    const second = errorOf(client.tasks.get(taskId, { deadlineMs: 10_000 }))
    expect(await first).toMatchObject({ taskId })
    await second
    expect(sentAt).toEqual([0, 0, 10_000])
  })
})

describe('calls that end together cost nothing of the minute', () => {
  const busy = () => setupWith({ quota: requestQuota() }, withLimit(done, 59), ...Array<Turn>(10).fill(silence), done)

  it('when one signal aborts them', async () => {
    const { client, clock, requests } = busy()
    await client.tasks.get(taskId)
    const controller = new AbortController()
    const options = { signal: controller.signal }
    const calls = Array.from({ length: 100 }, () => errorOf(client.tasks.create(create, options)))
    await settle()
    controller.abort()
    await Promise.all(calls)
    // Ten of them were sent.
    await client.tasks.get(taskId)
    expect([requests.length, clock.monotonic()]).toEqual([12, 0])
  })

  it('when their deadlines pass, one after another', async () => {
    const { client, clock } = busy()
    await client.tasks.get(taskId)
    const deadlines = Array.from({ length: 100 }, (_, index) => 5_000 + index)
    await Promise.all(deadlines.map((deadlineMs) => errorOf(client.tasks.create(create, { deadlineMs }))))
    await client.tasks.get(taskId)
    expect(clock.monotonic()).toBe(5_099)
  })
})

describe('what the quota is told', () => {
  const tellsOf = async (...script: readonly Turn[]) => {
    const ends: (number | 'unsent' | undefined)[] = []
    const quota: CreateQuota = () => ({
      reserve: () => undefined,
      watchPauseMs: () => 0,
      enter: () => {
        let isOver = false
        return Promise.resolve((end) => {
          if (!isOver) ends.push(typeof end === 'object' ? end.status : end)
          isOver = true
        })
      },
    })
    const { client } = setupWith({ quota }, ...script)
    await client.tasks.get(taskId).catch(() => undefined)
    return ends
  }

  it.each(['unreachable', 'untrusted'] as const)('is that nothing went, where the service was %s', async (reason) => {
    const ends = await tellsOf(new TransportFailure(reason), new TransportFailure('interrupted'), done)
    expect(ends).toEqual(reason === 'untrusted' ? ['unsent'] : ['unsent', undefined, 200])
  })

  it('is the status of the envelope, where it says 429 below a 200', async () => {
    const ends = await tellsOf(answer(200, JSON.stringify({ code: 429, message: 'Slow down' })), done)
    expect(ends).toEqual([429, 200])
  })
})
