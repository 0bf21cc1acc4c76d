import { expect, it } from 'vitest'
import { type AttemptFailure, judge, type RequestKind } from '../src/retry/judge.ts'
import { readAnswer } from '../src/schema/answer.ts'
import type { TransportResponse } from '../src/transport.ts'
import { answer, gatewayPage, processing, refusal, throttled } from './wire.ts'

const lost = (reason: Extract<AttemptFailure, { lost: unknown }>['lost']): AttemptFailure => ({
  lost: reason,
  cause: undefined,
})
const answered = (response: TransportResponse): AttemptFailure => ({ answer: readAnswer(response) })

/** `again` names the pace of a repetition, `no` forbids it; behind it, what became of the paid request. */
const verdict = (failure: AttemptFailure, kind: RequestKind): string => {
  const { retry, retryable, outcome } = judge(failure, kind)
  const word = retry === 'never' ? 'no' : retry
  return `${word}${retry === 'never' && retryable ? ', later' : ''}: ${outcome}`
}

// The decision table of the retry policy, row by row.
const thrice = (word: string) => [word, word, word] as const
const refusedForGood = thrice('no: rejected')
const ambiguous = ['transient: unknown', 'no: unknown', 'transient: unknown'] as const
const broken = ['broken_answer: unknown', 'no: unknown', 'broken_answer: unknown'] as const
const table: readonly (readonly [string, AttemptFailure, keyed: string, keyless: string, read: string])[] = [
  ['nothing was sent', lost('unreachable'), ...thrice('transient: not_sent')],
  ['an untrusted certificate', lost('untrusted'), ...thrice('no: not_sent')],
  ['a broken connection', lost('interrupted'), ...ambiguous],
  ['a timeout', lost('timeout'), ...ambiguous],
  ['an answer cut off', lost('incomplete'), ...broken],
  ['an answer without sense', lost('unreadable'), ...broken],
  ['408', answered(answer(408, '')), ...ambiguous],
  ['425', answered(answer(425, '')), ...ambiguous],
  ['500', answered(refusal(500, 'INTERNAL')), ...ambiguous],
  ['502', answered(gatewayPage(502)), ...ambiguous],
  ['503 of a gateway', answered(gatewayPage(503)), ...ambiguous],
  ['504', answered(gatewayPage(504)), ...ambiguous],
  ['520', answered(gatewayPage(520)), ...ambiguous],
  ['530', answered(gatewayPage(530)), ...ambiguous],
  ['503 of HiAPI itself', answered(refusal(503, 'BUSY')), ...thrice('transient: rejected')],
  ['429', answered(throttled()), ...thrice('throttle: rejected')],
  ['429 of a gateway', answered(gatewayPage(429)), ...thrice('throttle: rejected')],
  ['409 PROCESSING', answered(processing()), 'processing: unknown', 'no: unknown', 'processing: unknown'],
  ['409 otherwise', answered(refusal(409, 'CONFLICT')), 'no: unknown', 'no: rejected', 'no: rejected'],
  ['422 MISMATCH', answered(refusal(422, 'IDEMPOTENCY_KEY_MISMATCH')), ...thrice('no: unknown')],
  ...[400, 401, 402, 403, 404, 413, 415].map(
    (status) => [String(status), answered(refusal(status, 'NO')), ...refusedForGood] as const,
  ),
  ...[301, 302, 307, 308, 501, 505, 599].map(
    (status) => [String(status), answered(answer(status, '')), ...thrice('no: unknown')] as const,
  ),
  ...['MODEL_UNAVAILABLE', 'TASK_TIMEOUT', 'STORAGE_UNAVAILABLE'].map(
    (code) =>
      [
        code,
        answered(refusal(400, code)),
        'no, later: rejected',
        'no, later: rejected',
        'transient: rejected',
      ] as const,
  ),
]

it.each(table)('%s', (_, failure, keyed, keyless, read) => {
  expect([verdict(failure, 'keyed'), verdict(failure, 'keyless'), verdict(failure, 'read')]).toEqual([
    keyed,
    keyless,
    read,
  ])
})

it('never repeats a keyless request of unknown fate, whatever the status', () => {
  for (let status = 300; status < 600; status += 1)
    for (const response of [answer(status, ''), refusal(status, 'ANY'), processing()]) {
      const { retry, outcome } = judge(answered(response), 'keyless')
      expect(outcome === 'unknown' && retry !== 'never', `HTTP ${status}`).toBe(false)
    }
})

it('gives a keyed request and a read the same right to be repeated', () => {
  for (let status = 300; status < 600; status += 1) {
    const failure = answered(answer(status, ''))
    const { retry, retryable } = judge(failure, 'read')
    expect(judge(failure, 'keyed')).toMatchObject({ retry, retryable })
  }
})
