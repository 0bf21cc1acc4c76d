import { describe, expect, it } from 'vitest'
import {
  AbortedError,
  type AnyNanoBananaError,
  ApiError,
  ConnectionError,
  DeadlineError,
  type ErrorFacts,
  InternalError,
  InvalidInputError,
  isNanoBananaError,
  NanoBananaError,
  TaskFailedError,
  UnexpectedResponseError,
} from '../src/index.ts'
import { snapshot, taskId } from './wire.ts'

const facts: ErrorFacts = {
  phase: 'submit',
  outcome: 'unknown',
  idempotencyKey: 'key-1',
  requestId: 'req_1',
  attempts: 2,
}
const failedTask = snapshot('fail', { failure: { code: 'TASK_FAILED', message: 'unsafe prompt' } })

const family: readonly AnyNanoBananaError[] = [
  new InvalidInputError([{ field: 'prompt', message: 'is required' }]),
  new ConnectionError('timeout', facts),
  new ApiError({ status: 402, message: 'no money', apiCode: 'INSUFFICIENT_BALANCE' }, facts),
  new UnexpectedResponseError('unreadable', facts),
  new TaskFailedError(failedTask),
  new DeadlineError(1_000, facts),
  new AbortedError(facts),
  new InternalError(facts),
]

describe('every error of the family', () => {
  it.each(family.map((error) => [error.name, error] as const))('%s has its facts and a message', (_, error) => {
    expect(error).toBeInstanceOf(NanoBananaError)
    expect(error).toBeInstanceOf(Error)
    expect(isNanoBananaError(error)).toBe(true)
    expect(error.message).not.toBe('')
    expect(['input', 'submit', 'watch']).toContain(error.phase)
    expect(['not_sent', 'unknown', 'accepted']).toContain(error.outcome)
    expect(typeof error.retryable).toBe('boolean')
  })

  it('has a code of its own', () => {
    expect(family.map(({ code }) => code)).toEqual([
      'invalid_input',
      'connection',
      'api',
      'unexpected_response',
      'task_failed',
      'deadline',
      'aborted',
      'internal',
    ])
  })

  it('becomes JSON with its facts, without cause and stack', () => {
    const error = new ConnectionError('timeout', { ...facts, cause: new Error('socket of 10.0.0.1') })
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'ConnectionError',
      code: 'connection',
      reason: 'timeout',
      message: error.message,
      retryable: false,
      ...facts,
    })
  })
})

describe('isNanoBananaError', () => {
  it('knows an error of a second copy of the package', () => {
    const stranger = Object.assign(new Error('from the other copy'), { [Symbol.for('@nano-banana/error')]: true })
    expect(isNanoBananaError(stranger)).toBe(true)
  })

  it.each([undefined, null, 'api', 7, {}, new Error('api'), { code: 'api' }])('does not know %o', (value) => {
    expect(isNanoBananaError(value)).toBe(false)
  })
})

describe('a message ends with the way out', () => {
  const message = (extra: Partial<ErrorFacts>): string => new DeadlineError(5, { ...facts, ...extra }).message

  it.each<[string, Partial<ErrorFacts>, RegExp]>([
    ['a task that goes on', { outcome: 'accepted', taskId }, /Task tk-hiapi-\w+ goes on and may bill: wait for it/],
    ['an unknown fate under a key', {}, /call again with idempotencyKey "key-1" and the same input/],
    ['an unknown fate without a key', { idempotencyKey: undefined }, /no key was sent: check the account/],
    ['nothing sent', { outcome: 'not_sent' }, /^Not finished within 5 ms$/],
    ['a refusal', { outcome: 'rejected' }, /^Not finished within 5 ms$/],
    ['a read', { outcome: 'unknown', phase: 'read' }, /^Not finished within 5 ms$/],
  ])('after %s', (_, extra, expected) => {
    expect(message(extra)).toMatch(expected)
  })
})

describe('an error of one kind', () => {
  it('InvalidInputError names the first field, and every problem', () => {
    const issues = [
      { field: 'prompt', message: 'is required' },
      { field: 'resolution', message: 'must be one of 1K, 2K, 4K' },
    ] as const
    expect(new InvalidInputError(issues)).toMatchObject({
      phase: 'input',
      outcome: 'not_sent',
      retryable: false,
      field: 'prompt',
      issues,
      message: 'prompt is required; resolution must be one of 1K, 2K, 4K',
    })
  })

  it('ApiError tells what the service said', () => {
    const error = new ApiError(
      { status: 429, message: 'slow down', apiCode: 'RATE_LIMITED', retryAfterMs: 3_000 },
      facts,
    )
    expect(error).toMatchObject({ status: 429, apiCode: 'RATE_LIMITED', reason: 'rate_limited', retryAfterMs: 3_000 })
    expect(error.message).toMatch(/^slow down \(HTTP 429\)/)
    expect(new ApiError({ status: 418, message: 'tea' }, facts).reason).toBe('http_418')
  })

  it('AbortedError is called as the platform calls it, and keeps the reason', () => {
    expect(new AbortedError({ ...facts, cause: 'bored' })).toMatchObject({ name: 'AbortError', cause: 'bored' })
  })

  it('TaskFailedError says whether a new task may succeed', () => {
    const retryable = ['TASK_FAILED', 'TASK_TIMEOUT', 'STORAGE_UNAVAILABLE'].map(
      (code) => new TaskFailedError(snapshot('fail', { failure: { code, message: 'no' } })).retryable,
    )
    expect(retryable).toEqual([false, true, true])
    expect(new TaskFailedError(failedTask)).toMatchObject({ task: failedTask, taskId, outcome: 'accepted' })
  })

  it('TaskFailedError makes do without a reason', () => {
    const error = new TaskFailedError(snapshot('fail'))
    expect(error).toMatchObject({ reason: 'unknown', retryable: false })
    expect(error.message).toMatch(new RegExp(`Task ${taskId} failed: .+`))
  })

  it('InternalError shows what was thrown', () => {
    const cause = new TypeError('x is not a function')
    expect(new InternalError({ ...facts, cause })).toMatchObject({
      cause,
      message: expect.stringMatching(/x is not a function/),
    })
  })
})
