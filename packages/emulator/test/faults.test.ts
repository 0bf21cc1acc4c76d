import { expect, it } from 'vitest'
import { prompt, setupService } from './setup-service.ts'

const key = { 'idempotency-key': 'k-1' }

it('executes nothing and counts nothing when the connection breaks before', () => {
  const { create, service } = setupService({ quota: 1 })
  expect(create(prompt, key, { kind: 'drop_before' })).toMatchObject({ body: '', ending: { kind: 'dropped' } })
  expect(service.ledger.entries()).toEqual([])
  expect(create(prompt, key).headers).toMatchObject({ 'x-ratelimit-remaining': '0' })
})

it('executes but loses the answer when the connection breaks after', () => {
  const { create, service } = setupService()
  expect(create(prompt, key, { kind: 'drop_after' })).toMatchObject({ status: 200, ending: { kind: 'dropped' } })
  const again = create(prompt, key)
  expect(again).toMatchObject({ headers: { 'idempotent-replay': 'true' }, ending: { kind: 'whole' } })
  expect(service.ledger.entries()).toMatchObject([{ taskId: again.json.data.taskId, replays: 1 }])
})

it('executes a delayed request on arrival, and processes its key until it is answered', () => {
  const { create, service, pass } = setupService({ latencyMs: 20 })
  expect(create(prompt, key, { kind: 'delay', ms: 3_000 }).delayMs).toBe(3_020)
  expect(service.ledger.entries()).toHaveLength(1)
  pass(3_019)
  expect(create(prompt, key).status).toBe(409)
  pass(1)
  expect(create(prompt, key)).toMatchObject({ status: 200, delayMs: 20 })
})

it('counts a delayed request as under way', () => {
  const { create } = setupService({ concurrent: 1 })
  create(prompt, {}, { kind: 'delay', ms: 3_000 })
  expect(create().status).toBe(429)
})

it('gives the whole answer to whoever cuts it', () => {
  const { create } = setupService()
  const answer = create(prompt, {}, { kind: 'cut', atByte: 7 })
  expect(answer).toMatchObject({ status: 200, json: { code: 200 }, ending: { kind: 'cut', atByte: 7 } })
  const atByte = Buffer.byteLength(answer.body)
  expect(create(prompt, {}, { kind: 'cut', atByte }).ending).toEqual({ kind: 'whole' })
})

it('refuses in the envelope and executes nothing, but counts it', () => {
  const { create, service } = setupService()
  const fault = { kind: 'status', status: 503, errorCode: 'PLATFORM_BUSY', retryAfter: 'soon' } as const
  expect(create(prompt, key, fault)).toMatchObject({
    status: 503,
    headers: { 'retry-after': 'soon', 'x-ratelimit-remaining': '59' },
    json: { code: 503, data: null, error_code: 'PLATFORM_BUSY' },
  })
  expect(create(prompt, {}, { kind: 'status', status: 500 }).headers).not.toHaveProperty('retry-after')
  expect(service.ledger.entries()).toEqual([])
})

it('answers with a gateway’s page, executed or not', () => {
  const { create, service } = setupService()
  const page = { status: 502, headers: { 'content-type': 'text/html; charset=utf-8' } }
  expect(create(prompt, {}, { kind: 'gateway_page', status: 502, isExecuted: false })).toMatchObject(page)
  expect(service.ledger.entries()).toHaveLength(0)
  expect(create(prompt, {}, { kind: 'gateway_page', status: 502, isExecuted: true })).toMatchObject(page)
  expect(service.ledger.entries()).toHaveLength(1)
})

it('processes a key for as long as it is told, although the task is made', () => {
  const { create, service, pass } = setupService()
  const processing = {
    status: 409,
    headers: { 'retry-after': '5' },
    json: { error_code: 'IDEMPOTENCY_KEY_PROCESSING' },
  }
  expect(create(prompt, key, { kind: 'processing', forMs: 60_000 })).toMatchObject(processing)
  expect(service.ledger.entries()).toHaveLength(1)
  pass(59_999)
  expect(create(prompt, key)).toMatchObject(processing)
  expect(create({ ...prompt, route: 'economy' }, key).status).toBe(422)
  pass(1)
  expect(create(prompt, key)).toMatchObject({ status: 200, headers: { 'idempotent-replay': 'true' } })
  expect(service.ledger.entries()).toHaveLength(1)
})

it('processes a key for ever, until the key itself is forgotten', () => {
  const { create, pass } = setupService()
  create(prompt, key, { kind: 'processing', forMs: Number.POSITIVE_INFINITY })
  pass(24 * 3600 * 1000 - 1)
  expect(create(prompt, key).status).toBe(409)
  pass(1)
  expect(create(prompt, key).status).toBe(200)
})

it('has no key to process in a request without one, a repetition or a read', () => {
  const { create, list } = setupService()
  const fault = { kind: 'processing', forMs: 1_000 } as const
  create(prompt, key)
  expect([create(prompt, {}, fault), create(prompt, key, fault), list('', fault)].map(({ status }) => status)).toEqual([
    200, 200, 200,
  ])
})

it('shows an unknown word in place of what is not terminal, single and in the list', () => {
  const { create, get, list, pass } = setupService()
  const { taskId } = create().json.data
  const fault = { kind: 'unknown_status', status: 'dreaming' } as const
  expect(get(taskId, fault).json.data.status).toBe('dreaming')
  expect(list('', fault).json.data.tasks).toMatchObject([{ status: 'dreaming' }])
  expect(get(taskId).json.data.status).toBe('queued')
  pass(6_500)
  expect(get(taskId, fault).json.data.status).toBe('success')
})

it('reads as the service stood a while ago', () => {
  const { create, get, list, pass } = setupService()
  const { taskId } = create().json.data
  pass(7_000)
  create()
  const ago = (byMs: number) => ({ kind: 'stale', byMs }) as const
  expect(get(taskId, ago(501)).json.data).toMatchObject({ status: 'archiving', completed: 0 })
  expect([get(taskId, ago(7_000)).status, get(taskId, ago(7_001)).status]).toEqual([200, 404])
  expect(list('', ago(1)).json.data).toMatchObject({ total: 1, tasks: [{ taskId }] })
  expect(list('', ago(7_001)).json.data).toMatchObject({ total: 0, tasks: [] })
})

it('refuses a wrong key and an overrun quota as ever, whatever the fault', () => {
  const { create, service } = setupService({ quota: 1 })
  const fault = { kind: 'gateway_page', status: 502, isExecuted: true } as const
  expect(create(prompt, { authorization: 'Bearer nobody' }, fault).status).toBe(401)
  create(prompt, {}, fault)
  expect(create(prompt, {}, fault).status).toBe(429)
  expect(service.ledger.entries()).toHaveLength(1)
})
