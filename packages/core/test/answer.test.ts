import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readAnswer } from '../src/schema/answer.ts'
import { answer, ok, refusal } from './wire.ts'

it('reads the envelope of a good answer', () => {
  expect(readAnswer(ok({ taskId: 'tk-1' }, { 'x-request-id': 'req_9' }))).toMatchObject({
    status: 200,
    data: { taskId: 'tk-1' },
    isEnvelope: true,
    apiCode: undefined,
    requestId: 'req_9',
    headers: { 'x-request-id': 'req_9' },
  })
})

it('reads the envelope of an error', () => {
  expect(readAnswer(refusal(400, 'INVALID_REQUEST'))).toMatchObject({
    status: 400,
    data: null,
    isEnvelope: true,
    apiCode: 'INVALID_REQUEST',
    message: 'refused: INVALID_REQUEST',
  })
})

it('reads the error of a gateway', () => {
  const body = { error: { code: 'rate_limit_exceeded', message: 'slow down', request_id: 'req_1' } }
  expect(readAnswer(answer(429, body, { 'x-request-id': 'req_9' }))).toMatchObject({
    status: 429,
    isEnvelope: false,
    apiCode: 'rate_limit_exceeded',
    message: 'slow down',
    requestId: 'req_1',
  })
})

it.each(['', '<html>502</html>', 'null', '"text"', '17', '[]', '{', '{"error":null}', '{"error":"text"}'])(
  'makes do with %j',
  (body) => {
    expect(readAnswer(answer(502, body))).toEqual({
      status: 502,
      data: undefined,
      isEnvelope: false,
      apiCode: undefined,
      message: 'The service refused the request',
      requestId: undefined,
      headers: {},
    })
  },
)

it.each([
  [200, 429, 429],
  [201, 503, 503],
  [200, 200, 200],
  [200, 0, 200],
  [200, 1_001, 200],
  [200, 600, 200],
  [503, 400, 503],
  [404, 200, 404],
])('takes HTTP %i with the code %i for %i', (status, code, expected) => {
  expect(readAnswer(answer(status, { code })).status).toBe(expected)
})

it('does not take text for a code', () => {
  expect(readAnswer(answer(503, { code: '503' })).isEnvelope).toBe(false)
})

it('cuts a message that would fill a log', () => {
  expect(readAnswer(answer(400, { message: 'x'.repeat(2_000_000) })).message).toHaveLength(500)
})

it('keeps the prototype out of reach', () => {
  const read = readAnswer(answer(400, '{"__proto__":{"error_code":"POLLUTED","code":1},"constructor":1}'))
  expect([read.apiCode, read.isEnvelope, Object.hasOwn(Object.prototype, 'error_code')]).toEqual([
    undefined,
    false,
    false,
  ])
})

it('never throws, whatever the answer', () => {
  const anyText = fc.array(fc.nat(0xffff), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes))
  const anyStatus = fc.integer({ min: 100, max: 999 })
  const envelope = fc.record(
    {
      code: fc.anything(),
      message: fc.anything(),
      data: fc.anything(),
      error: fc.oneof(
        fc.anything(),
        fc.record({ code: fc.anything(), message: fc.anything(), request_id: fc.anything() }),
      ),
      error_code: fc.anything(),
    },
    { requiredKeys: [] },
  )
  const body = fc.oneof(
    anyText,
    fc.json(),
    envelope.map((value) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)) ?? ''),
  )
  fc.assert(
    fc.property(anyStatus, body, (code, text) => {
      const { status, message, apiCode = '', requestId = '' } = readAnswer({ status: code, headers: {}, body: text })
      expect([status >= 100, typeof message, typeof apiCode, typeof requestId, message === '']).toEqual([
        true,
        'string',
        'string',
        'string',
        false,
      ])
    }),
    { seed: 20_260_101, numRuns: 300 },
  )
})
