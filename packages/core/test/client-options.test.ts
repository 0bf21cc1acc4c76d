import { describe, expect, it } from 'vitest'
import { createClient, TransportFailure } from '../src/index.ts'
import { createFakeClock } from './fake-clock.ts'
import { createFakeTransport } from './fake-transport.ts'
import { errorOf, setupWith } from './setup.ts'
import { accepted, done, taskId } from './wire.ts'

const request = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } } as const

describe('a client with nothing but a transport', () => {
  it('makes keys of 128 random bits', async () => {
    const { transport, requests } = createFakeTransport(accepted)
    const client = createClient({ transport })
    for (let call = 0; call < 50; call += 1) await client.tasks.create(request)
    const keys = requests.map(({ headers }) => headers['idempotency-key'])
    expect(new Set(keys).size).toBe(50)
    for (const key of keys) expect(key).toMatch(/^hiapi-[0-9a-f]{32}$/)
  })

  it('waits on real time, with real jitter', async () => {
    const { transport, requests } = createFakeTransport(new TransportFailure('interrupted'), done)
    const startedAt = performance.now()
    expect(await createClient({ transport }).tasks.get(taskId)).toMatchObject({ taskId })
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(49)
    expect(requests).toHaveLength(2)
  })

  it('rethrows what a listener threw, outside of any call', async () => {
    const { transport } = createFakeTransport(accepted)
    const generation = createClient({ transport, clock: createFakeClock() }).createGeneration()
    const broken = new Error('my own bug')
    generation.subscribe(() => {
      throw broken
    })
    const thrown = await uncaughtDuring(() => errorOf(generation.run({ prompt: ' ' })))
    expect(thrown).toEqual([broken, broken])
    expect(generation.get()).toMatchObject({ phase: 'failed' })
  })
})

it('takes its own bounds', async () => {
  const { client, requests } = setupWith(
    { retry: { submitAttempts: 2, attemptTimeoutMs: 1_000 } },
    new TransportFailure('timeout'),
  )
  expect(await errorOf(client.tasks.create(request))).toMatchObject({ reason: 'timeout', attempts: 2 })
  expect(requests.map(({ timeoutMs }) => timeoutMs)).toEqual([1_000, 1_000])
})

it.each(['submitAttempts', 'readAttempts', 'attemptTimeoutMs', 'maxRetryAfterMs'])('takes no senseless %s', (field) => {
  for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '6'])
    expect(() => setupWith({ retry: { [field]: value } })).toThrow(
      expect.objectContaining({ code: 'invalid_input', field }),
    )
})

it('takes no bound that nobody knows', () => {
  const retry = { submitAttempts: 3, attempts: 3 }
  expect(() => setupWith({ retry })).toThrow(expect.objectContaining({ code: 'invalid_input', field: 'attempts' }))
})

it('takes undefined for a bound that was left out', async () => {
  const retry = { submitAttempts: undefined, attemptTimeoutMs: undefined }
  const { client, requests } = setupWith({ retry }, new TransportFailure('timeout'))
  await errorOf(client.tasks.create(request))
  expect(requests.map(({ timeoutMs }) => timeoutMs)).toEqual(Array(6).fill(60_000))
})

it.each(['', 'a b', 'a\r\nx-admin: 1', 'x'.repeat(256), '😀', 7])(
  'sends nothing under a key that newKey should not have made: %j',
  async (key) => {
    const { client, requests } = setupWith({ newKey: () => key as string }, accepted)
    for (const call of [() => client.tasks.create(request), () => client.generate(request.input)])
      expect(await errorOf(call())).toMatchObject({ code: 'invalid_input', outcome: 'not_sent', field: 'newKey' })
    expect(requests).toEqual([])
  },
)

it('rejects with an SDK error when a part of it throws', async () => {
  const broken = () => {
    throw new TypeError('my own bug')
  }
  const keyless = setupWith({ newKey: broken }, accepted)
  expect(await errorOf(keyless.client.tasks.create(request))).toMatchObject({ code: 'internal', outcome: 'not_sent' })
  const unlucky = setupWith({ random: broken }, new TransportFailure('timeout'))
  expect(await errorOf(unlucky.client.tasks.get(taskId))).toMatchObject({ code: 'internal', phase: 'read', taskId })
})

async function uncaughtDuring(work: () => Promise<unknown>): Promise<readonly unknown[]> {
  const thrown: unknown[] = []
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', (error) => thrown.push(error))
  await work()
  await new Promise(setImmediate)
  process.removeAllListeners('uncaughtException')
  for (const listener of listeners) process.on('uncaughtException', listener)
  return thrown
}
