import { expect, it } from 'vitest'
import { answerRejection } from '../../src/callback/answer-rejection.ts'
import { answers, toResponse } from '../../src/callback/answers.ts'
import { CallbackRejectedError, type CallbackRejection } from '../../src/callback/callback-rejected-error.ts'

it('answers each outcome with its status, uncached', async () => {
  expect(Object.values(answers).map(({ status }) => status)).toEqual([200, 400, 401, 404, 405, 408, 413, 415, 500, 503])
  for (const answer of Object.values(answers)) {
    const response = toResponse(answer)
    expect(response.status).toBe(answer.status)
    expect(response.headers.get('content-length')).toBe(String((await response.arrayBuffer()).byteLength))
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect(answers.unavailable.headers['retry-after']).toBe('60')
  expect(answers.received.body).toBe('{"received":true}')
})

it('tells a stranger the same, whatever was wrong', () => {
  const toldFor = (...reasons: readonly CallbackRejection[]) =>
    new Set(reasons.map((reason) => answerRejection(new CallbackRejectedError(reason))))
  expect([...toldFor('unsigned', 'signature', 'timestamp')]).toEqual([answers.unauthorized])
  expect([...toldFor('body', 'task')]).toEqual([answers.badRequest])
})
