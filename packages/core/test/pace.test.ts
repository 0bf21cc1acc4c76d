import { describe, expect, it } from 'vitest'
import { TransportFailure } from '../src/index.ts'
import { errorOf, setup, setupWith } from './setup.ts'
import { accepted, done, processing, refusal, taskId, throttled } from './wire.ts'

const now = 'Thu, 01 Jan 2026 00:00:00 GMT'
const in20s = 'Thu, 01 Jan 2026 00:00:20 GMT'

describe('Retry-After', () => {
  it.each([
    ['in seconds', throttled('20')],
    ['as a date', throttled(in20s)],
    ["as a date beside the answer's own", throttled(in20s, { date: now })],
    ['on a 503', refusal(503, 'BUSY', { 'retry-after': '20' })],
    ['on a 409 PROCESSING', processing({ 'retry-after': '20' })],
  ])('%s is waited for, never less', async (_, turn) => {
    const { client, sentAt } = setupWith({ random: () => 0 }, turn, accepted, done)
    await client.tasks.create({ model: 'Nano-Banana-2', input: { prompt: 'a cat' } })
    expect(sentAt).toEqual([0, 20_000])
  })

  it('is spread a little behind the moment, so that clients do not return all at once', async () => {
    const { client, sentAt } = setupWith({ random: () => 0.999 }, throttled('20'), done)
    await client.tasks.get(taskId)
    expect(sentAt[1]).toBeGreaterThan(20_900)
    expect(sentAt[1]).toBeLessThan(21_000)
  })

  it('counts from the Date of the answer, however wrong the clock here is', async () => {
    const { client, clock, sentAt } = setupWith({ random: () => 0 }, throttled(in20s, { date: now }), done)
    clock.shiftWall(3 * 86_400_000)
    await client.tasks.get(taskId)
    expect(sentAt).toEqual([0, 20_000])
  })

  it.each([61, 86_400])(
    'of %i seconds is longer than a caller would wait: the error says how long',
    async (seconds) => {
      const { client, clock, requests } = setup(throttled(String(seconds)))
      const error = await errorOf(client.generate({ prompt: 'a cat' }))
      expect(error).toMatchObject({ code: 'api', status: 429, outcome: 'rejected', retryable: true })
      expect(error).toMatchObject({ retryAfterMs: seconds * 1_000 })
      expect([requests.length, clock.monotonic()]).toEqual([1, 0])
    },
  )

  it('is not waited for when the deadline comes first', async () => {
    const { client, clock, requests } = setupWith({ deadlineMs: 10_000 }, throttled('20'))
    const error = await errorOf(client.generate({ prompt: 'a cat' }, { deadlineMs: 10_000 }))
    expect(error).toMatchObject({ code: 'api', retryAfterMs: 20_000 })
    expect([requests.length, clock.monotonic()]).toEqual([1, 0])
  })

  it('of nothing on a 409 PROCESSING does not make a hot loop of it', async () => {
    const { client, sentAt } = setup(...Array(50).fill(processing({ 'retry-after': '0' })), accepted)
    await client.tasks.create({ model: 'Nano-Banana-2', input: { prompt: 'a cat' } })
    expect(sentAt.slice(1).every((at, index) => at - (sentAt[index] ?? 0) >= 50)).toBe(true)
  })

  it('that is junk is ignored', async () => {
    const { client, clock } = setup(throttled('soon'), done)
    await client.tasks.get(taskId)
    expect(clock.sleeps).toEqual([500])
  })
})

describe('the budget of a client', () => {
  const down = new TransportFailure('interrupted')
  const minute = 60_000

  async function retriesInAMinute(calls: number, turn: typeof down | ReturnType<typeof throttled>): Promise<number> {
    const { client, sentAt } = setupWith({ deadlineMs: minute }, turn)
    await Promise.all(Array.from({ length: calls }, () => errorOf(client.tasks.get(taskId, { deadlineMs: minute }))))
    return sentAt.length - calls
  }

  it('allows ten retries at once and one more every ten seconds at total failure', async () => {
    const retries = await retriesInAMinute(200, down)
    expect(retries).toBeGreaterThanOrEqual(10)
    expect(retries).toBeLessThanOrEqual(16)
  })

  it('allows twice as many while the service only throttles', async () => {
    const retries = await retriesInAMinute(200, throttled())
    expect(retries).toBeGreaterThanOrEqual(20)
    expect(retries).toBeLessThanOrEqual(32)
  })

  it('fails at once when it is empty, and recovers with time', async () => {
    const { client, clock, requests } = setup(down)
    for (let call = 0; call < 4; call += 1) await errorOf(client.tasks.get(taskId))
    const before = requests.length
    expect(await errorOf(client.tasks.get(taskId))).toMatchObject({ code: 'connection', attempts: 1, retryable: true })
    expect(requests.length).toBe(before + 1)

    await new Promise<void>((resolve) => clock.after(5 * minute, resolve))
    expect(await errorOf(client.tasks.get(taskId))).toMatchObject({ attempts: 4 })
  })

  it('is refilled by successes', async () => {
    let isDown = true
    const { client } = setup(async () => {
      if (isDown) throw down
      return done
    })
    const attemptsOfACall = async () => (await errorOf(client.tasks.get(taskId))).attempts
    while ((await attemptsOfACall()) !== 1);
    isDown = false
    for (let success = 0; success < 10; success += 1) await client.tasks.get(taskId)
    isDown = true
    expect(await attemptsOfACall()).toBe(2)
  })

  it('is one per client', async () => {
    const first = setup(down)
    for (let call = 0; call < 5; call += 1) await errorOf(first.client.tasks.get(taskId))
    const second = setup(down)
    expect(await errorOf(second.client.tasks.get(taskId))).toMatchObject({ attempts: 4 })
  })
})
