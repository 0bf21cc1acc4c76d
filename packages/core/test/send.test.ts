import { describe, expect, it } from 'vitest'
import { TransportFailure } from '../src/index.ts'
import type { Turn } from './fake-transport.ts'
import { errorOf, setup, words } from './setup.ts'
import { accepted, answer, done, gatewayPage, ok, processing, refusal, taskId, throttled } from './wire.ts'

const lost = new TransportFailure('interrupted')

describe('with a key', () => {
  it.each<[string, Turn]>([
    ['a lost answer', lost],
    ['a timeout', new TransportFailure('timeout')],
    ['a connection that was never made', new TransportFailure('unreachable')],
    ['an answer cut off', new TransportFailure('incomplete')],
    ['a page instead of JSON', answer(200, '<html>Welcome</html>')],
    ['an empty answer', answer(200, '')],
    ['an answer without a task id', ok({})],
    ['an answer with an empty task id', ok({ taskId: '' })],
    ['an error inside a 200', answer(200, { code: 503, message: 'busy', data: null })],
    ['a busy service', refusal(503, 'BUSY')],
    ['a throttle', throttled()],
    ['a gateway page', gatewayPage(502)],
    ['a transport that breaks its promise', new RangeError('not a TransportFailure')],
  ])('sends the very same bytes under the same key after %s', async (_, turn) => {
    const { client, requests } = setup(turn, accepted, done)
    await client.generate({ prompt: 'a cat', image_input: ['https://example.com/ü.png'] })

    const [first, second] = requests
    expect(words(requests)).toEqual(['POST /v1/tasks', 'POST /v1/tasks', 'GET /v1/tasks/:id'])
    expect(first?.headers['idempotency-key']).toBe('key-1')
    expect(second?.headers).toEqual(first?.headers)
    expect(second?.body).toBe(first?.body)
  })

  it('waits for its own first request as long as it takes: 409 PROCESSING is no attempt', async () => {
    const { client, clock, requests } = setup(
      ...Array<Turn>(40).fill(processing({ 'retry-after': '5' })),
      lost,
      accepted,
      done,
    )
    await client.generate({ prompt: 'a cat' })
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(42)
    expect(new Set(requests.map(({ body }) => body)).size).toBe(2)
    // The lost answer behind them is the first retry still, with the shortest backoff.
    expect(clock.sleeps).toEqual([...Array(40).fill(5_500), 250, 3_000])
  })

  it.each<[string, Turn, object]>([
    [
      'a key that was used for another body',
      refusal(422, 'IDEMPOTENCY_KEY_MISMATCH'),
      { status: 422, outcome: 'unknown' },
    ],
    ['a wrong request', refusal(400, 'INVALID_REQUEST'), { status: 400, reason: 'invalid_request' }],
    ['a wrong API key', refusal(401, 'UNAUTHORIZED'), { status: 401 }],
    ['an empty account', refusal(402, 'INSUFFICIENT_BALANCE'), { status: 402 }],
    ['another conflict', refusal(409, 'CONFLICT'), { status: 409, outcome: 'unknown' }],
    ['a model that is off', refusal(400, 'MODEL_UNAVAILABLE'), { status: 400, retryable: true }],
    ['plain text', answer(404, 'no such page'), { status: 404, reason: 'http_404', apiCode: undefined }],
  ])('does not repeat %s', async (_, turn, expected) => {
    const { client, requests } = setup(turn)
    const error = await errorOf(client.generate({ prompt: 'a cat' }))
    expect(error).toMatchObject({ code: 'api', phase: 'submit', outcome: 'rejected', retryable: false, ...expected })
    expect(error).toMatchObject({ attempts: 1, idempotencyKey: 'key-1', taskId: undefined })
    expect(requests).toHaveLength(1)
  })

  it('never says rejected once an earlier attempt is of unknown fate', async () => {
    const { client, requests } = setup(lost, refusal(402, 'INSUFFICIENT_BALANCE'))
    const error = await errorOf(client.generate({ prompt: 'a cat' }))
    expect(error).toMatchObject({ code: 'api', status: 402, outcome: 'unknown', attempts: 2, idempotencyKey: 'key-1' })
    expect(error.message).toMatch(/call again with idempotencyKey "key-1" and the same input/)
    expect(requests).toHaveLength(2)
  })

  it('says that nothing was sent when no connection was ever made', async () => {
    const { client, requests } = setup(new TransportFailure('unreachable'))
    const error = await errorOf(client.generate({ prompt: 'a cat' }))
    expect(error).toMatchObject({ code: 'connection', reason: 'unreachable', outcome: 'not_sent', retryable: true })
    expect(requests).toHaveLength(6)
  })

  it('tells a refusal that followed an unmade connection from one of unknown fate', async () => {
    const { client } = setup(throttled(), new TransportFailure('unreachable'), new TransportFailure('untrusted'))
    expect(await errorOf(client.generate({ prompt: 'a cat' }))).toMatchObject({
      code: 'connection',
      reason: 'untrusted',
      outcome: 'rejected',
      retryable: false,
      attempts: 3,
    })
  })

  it('gives up after six attempts, each pause bounded by twice the last', async () => {
    const { client, clock, requests } = setup(lost)
    const error = await errorOf(client.generate({ prompt: 'a cat' }))
    expect(error).toMatchObject({ code: 'connection', reason: 'interrupted', outcome: 'unknown', attempts: 6 })
    expect(requests).toHaveLength(6)
    expect(clock.sleeps).toEqual([250, 500, 1_000, 2_000, 4_000])
  })

  it('asks at most twice more for an answer that makes no sense', async () => {
    const { client, requests } = setup(ok({ surprise: true }))
    const error = await errorOf(client.generate({ prompt: 'a cat' }))
    expect(error).toMatchObject({ code: 'unexpected_response', reason: 'unreadable', outcome: 'unknown', attempts: 3 })
    expect(error).toMatchObject({ idempotencyKey: 'key-1', retryable: true })
    expect(requests).toHaveLength(3)
  })
})

describe('without a key', () => {
  const keyless = { idempotencyKey: false } as const

  it.each<[string, Turn]>([
    ['a lost answer', lost],
    ['a timeout', new TransportFailure('timeout')],
    ['an answer cut off', new TransportFailure('incomplete')],
    ['an answer that makes no sense', answer(200, '')],
    ['a gateway page', gatewayPage(503)],
    ['a server error', refusal(500, 'INTERNAL')],
    ['a conflict', processing()],
    ['a redirect', answer(307, '')],
  ])('sends nothing again after %s', async (_, turn) => {
    const { client, requests } = setup(turn, accepted, done)
    const error = await errorOf(client.generate({ prompt: 'a cat' }, keyless))
    expect(error).toMatchObject({ outcome: 'unknown', retryable: false, attempts: 1, idempotencyKey: undefined })
    expect(error.message).toMatch(/no key was sent: check the account before submitting again/)
    expect(words(requests)).toEqual(['POST /v1/tasks'])
  })

  it.each<[string, Turn]>([
    ['a connection that was never made', new TransportFailure('unreachable')],
    ['a throttle', throttled()],
    ["HiAPI's own 503", refusal(503, 'BUSY')],
  ])('may try again after %s, since nothing was made', async (_, turn) => {
    const { client, requests } = setup(turn, accepted, done)
    expect(await client.generate({ prompt: 'a cat' }, keyless)).toMatchObject({ taskId })
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual([undefined, undefined, undefined])
  })
})

describe('a read', () => {
  it('is tried four times', async () => {
    const { client, clock, requests } = setup(gatewayPage(502))
    const error = await errorOf(client.tasks.get(taskId))
    expect(error).toMatchObject({ code: 'api', status: 502, phase: 'read', retryable: true, attempts: 4, taskId })
    expect(requests).toHaveLength(4)
    expect(clock.sleeps).toEqual([250, 500, 1_000])
  })

  it("tells the service's own name for the request", async () => {
    const body = {
      error: { type: 'hiapi_error', code: 'rate_limit_exceeded', message: 'slow down', request_id: 'req_1' },
    }
    const { client } = setup(answer(403, body))
    expect(await errorOf(client.tasks.get(taskId))).toMatchObject({
      apiCode: 'rate_limit_exceeded',
      reason: 'rate_limit_exceeded',
      requestId: 'req_1',
    })
  })
})
