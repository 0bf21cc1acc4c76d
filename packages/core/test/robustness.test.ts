import { describe, expect, it } from 'vitest'
import { type TaskSnapshot, TransportFailure, taskPageSchema } from '../src/index.ts'
import { retryAfterMs } from '../src/retry/retry-after.ts'
import { createCountedController } from './counted-signal.ts'
import { errorOf, following, listOf, setup, setupWith } from './setup.ts'
import { accepted, done, ok, refusal, taskId, wireTask } from './wire.ts'

const hourMs = 3_600_000
const request = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } } as const
const snapshot: TaskSnapshot = {
  taskId,
  model: '',
  status: 'success',
  createdAtMs: 0,
  outputs: [{ url: 'https://a.example', type: 'image' }],
}

describe('asking again', () => {
  it.each(['30', '3600'])('is never earlier than Retry-After %s, from one look to the next too', async (seconds) => {
    const limited = refusal(429, 'RATE_LIMITED', { 'retry-after': seconds })
    const deadlineMs = 30 * hourMs
    const { client, sentAt } = setupWith(
      { deadlineMs },
      accepted,
      limited,
      limited,
      limited,
      limited,
      limited,
      limited,
      done,
    )
    await client.generate({ prompt: 'a cat' }, { deadlineMs })
    const gaps = sentAt.slice(2).map((at, index) => at - (sentAt[index + 1] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(Number(seconds) * 1000)
  })

  it('pauses while a key is being processed, even when the service says 0', async () => {
    const processing = refusal(409, 'IDEMPOTENCY_KEY_PROCESSING', { 'retry-after': '0' })
    const { client, sentAt } = setup(...Array(20).fill(processing), accepted)
    await client.tasks.create(request)
    expect(sentAt.at(-1)).toBeGreaterThanOrEqual(20 * 1_000)
  })

  it('ends 23 hours after the first try, for the key is forgotten soon after', async () => {
    const deadlineMs = 30 * hourMs
    const processing = refusal(409, 'IDEMPOTENCY_KEY_PROCESSING', { 'retry-after': '60' })
    const { client, sentAt } = setupWith({ deadlineMs }, processing)
    expect(await errorOf(client.generate({ prompt: 'a cat' }, { deadlineMs }))).toMatchObject({
      outcome: 'unknown',
      retryable: true,
      idempotencyKey: 'key-1',
    })
    expect(sentAt.at(-1)).toBeGreaterThan(22.9 * hourMs)
    expect(sentAt.at(-1)).toBeLessThanOrEqual(23 * hourMs)
  })

  it('reads only dates that exist', () => {
    expect(retryAfterMs({ 'retry-after': 'Tue, 31 Feb 2026 00:00:00 GMT' }, 0)).toBeUndefined()
    expect(retryAfterMs({ 'retry-after': 'Sat, 28 Feb 2026 00:00:00 GMT' }, 0)).toBe(Date.UTC(2026, 1, 28))
  })
})

describe('a paid request', () => {
  it.each(['', 'with space', 'x'.repeat(256)])(
    'does not leave under a made key that cannot be one: %j',
    async (key) => {
      for (const call of ['generate', 'create'] as const) {
        const { client, requests } = setupWith({ newKey: () => key }, accepted, done)
        const work = call === 'create' ? client.tasks.create(request) : client.generate({ prompt: 'a cat' })
        expect(await errorOf(work)).toMatchObject({ code: 'invalid_input', field: 'newKey' })
        expect(requests).toEqual([])
      }
    },
  )

  it('was not sent when the signal had aborted before', async () => {
    const { client, requests } = setup(accepted)
    const error = await errorOf(client.generate({ prompt: 'a cat' }, { signal: AbortSignal.abort('before') }))
    expect(error).toMatchObject({ code: 'aborted', outcome: 'not_sent', attempts: 0 })
    expect(requests).toEqual([])
  })

  it('keeps its key when a part of the client breaks between two attempts', async () => {
    const random = (): number => {
      throw new Error('no luck')
    }
    const { client } = setupWith({ random }, new TransportFailure('timeout'))
    expect(await errorOf(client.generate({ prompt: 'a cat' }))).toMatchObject({
      code: 'internal',
      outcome: 'unknown',
      idempotencyKey: 'key-1',
    })
  })
})

describe('a part that breaks', () => {
  it.each([
    ['an object without a prototype', Object.create(null)],
    ['a symbol', Symbol('x')],
    ['nothing', undefined],
  ])('still settles the state when it throws %s', async (_, thrown) => {
    const newKey = (): string => {
      throw thrown
    }
    const generation = setupWith({ newKey }, accepted).client.createGeneration()
    expect(await errorOf(generation.run({ prompt: 'a cat' }))).toMatchObject({ code: 'internal' })
    expect(generation.get().phase).toBe('failed')
  })

  it('never lets its own error out of tasks or watch', async () => {
    const broken = (): never => {
      throw new TypeError('a bug')
    }
    const { client: keyless } = setupWith({ newKey: broken }, accepted)
    expect(await errorOf(keyless.tasks.create(request))).toMatchObject({ code: 'internal', outcome: 'not_sent' })
    const { client: timeless } = setupWith({ clock: { now: () => 0, monotonic: () => 0, sleep: broken } }, accepted)
    expect(await errorOf(timeless.tasks.get(taskId))).toMatchObject({ code: 'internal' })
    const watch = (): AsyncIterable<TaskSnapshot> => ({
      [Symbol.asyncIterator]: () => ({ next: async () => broken() }),
    })
    const { client: blind } = setupWith({ watch: following(watch) }, accepted)
    expect(await errorOf(listOf(blind.watch(taskId)))).toMatchObject({ code: 'internal', taskId })
  })

  it('stops no run when it is the reporter itself', async () => {
    const fail = (): never => {
      throw new Error('broken')
    }
    const { client } = setupWith({ reportError: fail }, accepted, done)
    await expect(client.generate({ prompt: 'a cat' }, { onUpdate: fail })).resolves.toMatchObject({ taskId })
  })

  it('is reported when it is an onUpdate that rejects', async () => {
    const { client, clock, reported } = setup(done)
    const error = new Error('later')
    await client.wait(taskId, { onUpdate: async () => Promise.reject(error) })
    await clock.elapse(0)
    expect(reported).toEqual([error, error])
  })
})

describe('a signal', () => {
  it('carries no listener of ours once its calls are over', async () => {
    const { signal, listeners } = createCountedController()
    const { client } = setup(accepted, done)
    await Promise.all([
      client.generate({ prompt: 'a cat' }, { signal }),
      client.tasks.list({}, { signal }).catch(() => undefined),
    ])
    expect(listeners()).toBe(0)
  })
})

describe('options', () => {
  it.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY])('refuse %d for a bound', (value) => {
    expect(() => setupWith({ retry: { submitAttempts: value } })).toThrow(/^submitAttempts must be a positive/)
  })

  it('keep their default when they are undefined', async () => {
    const { client, requests } = setupWith({ retry: { submitAttempts: undefined } }, new TransportFailure('timeout'))
    await errorOf(client.generate({ prompt: 'a cat' }))
    expect(requests).toHaveLength(6)
  })

  it('reject, and do not throw, when a getter throws', async () => {
    const options = {
      get onUpdate(): never {
        throw new TypeError('mine')
      },
    }
    const { client } = setup(accepted)
    expect(await errorOf(client.generate({ prompt: 'a cat' }, options))).toMatchObject({ code: 'invalid_input' })
  })

  it('of run tell onUpdate too, and those of watch do not have it', async () => {
    const { client } = setup(accepted, done)
    const phases: string[] = []
    await client.createGeneration().run({ prompt: 'a cat' }, { onUpdate: ({ phase }) => phases.push(phase) })
    expect(phases).toEqual(['submitting', 'waiting', 'succeeded'])
    const extra = { deadlineMs: 1_000, onUpdate: () => undefined }
    expect(await errorOf(listOf(client.watch(taskId, extra)))).toMatchObject({ field: 'onUpdate' })
  })

  it('that are unknown are each named', async () => {
    const { client } = setup(accepted)
    const input = { prompt: 'a cat', foo: 1, bar: 2 }
    const error = await errorOf(client.generate(input))
    expect(error).toMatchObject({ issues: [{ field: 'foo' }, { field: 'bar' }] })
  })
})

describe('what the service says', () => {
  it('may hold a row that nothing can print, and the rest of the page is read', () => {
    const odd = JSON.parse('{"taskId":"t","status":"fail","error":{"code":{"toString":1,"valueOf":1}}}')
    expect(taskPageSchema.parse({ tasks: [odd, wireTask('queued')] }).tasks).toHaveLength(2)
  })

  it('of a task that is not there does not count as its existence', async () => {
    const { client } = setup(refusal(404, 'NOT_FOUND'))
    const error = await errorOf(client.tasks.get(taskId))
    expect(error.outcome).toBe('unknown')
    expect(error.message).not.toMatch(/goes on/)
  })

  it('may be a task id of another form, which can be waited for', async () => {
    const { client } = setup(
      ok({ taskId: 'a.b~c' }),
      ok({ ...wireTask('success', { output: snapshot.outputs }), taskId: 'a.b~c' }),
    )
    expect((await client.generate({ prompt: 'a cat' })).taskId).toBe('a.b~c')
    expect((await client.wait('a.b~c')).taskId).toBe('a.b~c')
  })

  it.each(['..', '', 'a/b', 7])('is no task id when it is %j', async (odd) => {
    const { client } = setup(ok({ taskId: odd }))
    expect(await errorOf(client.generate({ prompt: 'a cat' }))).toMatchObject({
      reason: 'unreadable',
      outcome: 'unknown',
    })
  })
})

describe('a watch of one’s own', () => {
  it('may tell other tasks, which are left out, and need not know when to stop', async () => {
    let told = 0
    const watch = async function* (): AsyncGenerator<TaskSnapshot> {
      for (;;) {
        told += 1
        yield { ...snapshot, taskId: told === 1 ? 'other' : taskId }
      }
    }
    const { client } = setupWith({ watch: following(watch) }, accepted)
    expect(await listOf(client.watch(taskId))).toEqual([snapshot])
    expect((await client.wait(taskId)).taskId).toBe(taskId)
    expect(told).toBe(3)
  })
})

it('a task that this client made stays made, even when the service cannot find it', async () => {
  const { client } = setup(accepted, refusal(404, 'NOT_FOUND'))
  expect(await errorOf(client.generate({ prompt: 'a cat' }))).toMatchObject({ outcome: 'accepted', taskId })
})
