import { createNanoBanana, createRelay, memoryJournal, pollWatch } from '@nano-banana/node'
import { describe, expect, it } from 'vitest'
import { basePath, canary, dataOf, keepings, setupRelay, wish } from './setup-relay.ts'

const named = (key: string) => ({ 'idempotency-key': key })
const told = async (answer: Promise<Response>) => {
  const { status, headers } = await answer
  return [status, headers.has('retry-after')]
}

describe.each(keepings)('limits over a %s', (keeping) => {
  it('count what is new before it is sent, for each user alone, and a repetition not at all', async () => {
    const { create, emulator, upstream } = await setupRelay(keeping, { users: { ann: { tasksPerDay: 2 } } })
    const { taskId } = await dataOf(create('ann', wish, named('1')))
    expect(await told(create('ann', wish, named('2')))).toEqual([200, false])
    const sent = upstream.length
    const over = await create('ann', wish, named('3'))
    expect([over.status, (await over.json()).error_code]).toEqual([429, 'RATE_LIMITED'])
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(86_000)
    expect(upstream).toHaveLength(sent)
    expect(await dataOf(create('ann', wish, named('1')))).toEqual({ taskId })
    expect(await told(create('bob', wish, named('3')))).toEqual([200, false])
    expect(emulator.ledger.entries()).toHaveLength(3)
  })

  it('hold for what is asked for at the same moment', async () => {
    const { create, emulator } = await setupRelay(keeping, { users: { ann: { tasksPerMinute: 3 } } })
    const answers = Array.from({ length: 10 }, (_, nth) => told(create('ann', wish, named(String(nth)))))
    const statuses = (await Promise.all(answers)).map(([status]) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(3)
    expect(statuses.filter((status) => status === 429)).toHaveLength(7)
    expect(emulator.ledger.entries()).toHaveLength(3)
  })

  it('of spending go by the price of what is asked for', async () => {
    const priceOf = ({ resolution }: { readonly resolution?: string }) => (resolution === '4K' ? 5 : 1)
    const { create, emulator } = await setupRelay(keeping, {
      relay: { priceOf },
      users: { ann: { spendPerDay: 6 } },
    })
    const dear = { ...wish, input: { ...wish.input, resolution: '4K' } }
    expect((await create('ann', dear, named('1'))).status).toBe(200)
    const refused = await create('ann', dear, named('2'))
    expect([refused.status, (await refused.json()).error_code]).toEqual([402, 'SPEND_LIMIT'])
    expect((await create('ann', wish, named('3'))).status).toBe(200)
    expect((await create('ann', wish, named('4'))).status).toBe(402)
    expect(emulator.ledger.entries()).toHaveLength(2)
  })

  it('give back what the service has refused for certain', async () => {
    const { create, emulator } = await setupRelay(keeping, { users: { ann: { tasksPerDay: 1 } } })
    emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 400 } })
    expect((await create('ann', wish, named('1'))).status).toBe(400)
    expect((await create('ann', wish, named('2'))).status).toBe(200)
    expect((await create('ann', wish, named('3'))).status).toBe(429)
    expect(emulator.ledger.entries()).toHaveLength(1)
  })

  it('keep what may have been made', async () => {
    const client = { retry: { submitAttempts: 1 } }
    const { create, emulator } = await setupRelay(keeping, { client, users: { ann: { tasksPerDay: 1 } } })
    emulator.faults.add({ on: 'create', fault: { kind: 'drop_after' } })
    await create('ann', wish, named('1'))
    expect((await create('ann', wish, named('2'))).status).toBe(429)
    expect(emulator.ledger.entries()).toHaveLength(1)
  })

  it('of none at all make nothing', async () => {
    const { create, emulator, upstream } = await setupRelay(keeping, { users: { ann: { tasksPerDay: 0 } } })
    expect((await create('ann')).status).toBe(429)
    expect([emulator.ledger.entries(), upstream]).toEqual([[], []])
  })

  it('of requests and of event streams are for each user', async () => {
    const { ask } = await setupRelay(keeping, { users: { ann: { requestsPerMinute: 3, streamsAtOnce: 1 } } })
    const stream = await ask('ann', '/events')
    expect(await told(ask('ann', '/events'))).toEqual([429, true])
    await stream.body?.cancel()
    const again = await ask('ann', '/events')
    expect(again.status).toBe(200)
    await again.body?.cancel()
    expect(await told(ask('ann', '/tasks'))).toEqual([429, true])
    expect((await ask('bob', '/tasks')).status).toBe(200)
  })

  it('that authorize makes up are an error of the server, and nothing is sent', async () => {
    const { create, reported, upstream } = await setupRelay(keeping, { users: { ann: { tasksPerDay: Number.NaN } } })
    expect((await create('ann')).status).toBe(503)
    expect([reported.length, upstream]).toEqual([1, []])
  })

  it('hold strangers together, who see what they can name alone', async () => {
    const relay = { public: true, authorize: undefined, limits: { tasksPerMinute: 2 } }
    const { create, ask } = await setupRelay(keeping, { relay })
    const { taskId } = await dataOf(create('ann', wish, named('1')))
    expect((await create('bob', wish, named('2'))).status).toBe(200)
    expect((await create('eve', wish, named('3'))).status).toBe(429)
    expect(await dataOf(ask('bob', '/tasks'))).toMatchObject({ total: 0, tasks: [] })
    expect((await ask('bob', `/tasks/${taskId}`)).status).toBe(200)
  })
})

it('two relays over one journal count together', async () => {
  const journal = memoryJournal()
  const users = { ann: { tasksPerDay: 4 } }
  const relays = [await setupRelay('service', { journal, users }), await setupRelay('service', { journal, users })]
  const answers = relays.flatMap(({ create }, at) =>
    Array.from({ length: 6 }, (_, nth) => told(create('ann', wish, named(`${at}-${nth}`)))),
  )
  expect((await Promise.all(answers)).filter(([status]) => status === 200)).toHaveLength(4)
  expect(relays.flatMap(({ emulator }) => emulator.ledger.entries())).toHaveLength(4)
})

it('answers that a wish is under way before anybody gives up waiting, and the same key finds its task', async () => {
  const { emulator } = await setupRelay('client')
  const due: (() => void)[] = []
  const clock = {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: () => new Promise<void>((resolve) => due.push(resolve)),
  }
  emulator.faults.add({ on: 'create', fault: { kind: 'delay', ms: 300 } })
  const client = createNanoBanana({ apiKey: canary, baseUrl: emulator.url, watch: pollWatch({ intervalMs: 20 }) })
  const secret = 'a secret of thirty-two characters'
  const relay = createRelay({ client, secret, basePath, clock, authorize: () => ({ id: 'ann' }) })
  const post = () =>
    relay(
      new Request(`http://app.example${basePath}/tasks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...named('1') },
        body: JSON.stringify(wish),
      }),
    )
  const first = post()
  while (due.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  due[0]?.()
  const late = await first
  expect([late.status, late.headers.get('retry-after')]).toEqual([409, '1'])
  expect((await late.json()).error_code).toBe('IDEMPOTENCY_KEY_PROCESSING')
  const { taskId } = await dataOf(post())
  expect(emulator.ledger.entries()).toMatchObject([{ taskId }])
})
