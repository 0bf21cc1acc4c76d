import type { TaskSnapshot } from '../schema/task.ts'
import type { FailureReason } from '../transport.ts'
import { messageOf } from './message-of.ts'
import { type ErrorFacts, hasErrorBrand, NanoBananaError } from './nano-banana-error.ts'

/** The caller asked for something that cannot be sent. Nothing was. */
export class InvalidInputError extends NanoBananaError {
  override readonly name = 'InvalidInputError'
  override readonly code = 'invalid_input'
  /** Path of the first offending field, such as `aspect_ratio` or `callback.url`. */
  readonly field: string
  /** Every problem found, one per field. */
  readonly issues: readonly InputIssue[]

  constructor(issues: readonly [InputIssue, ...InputIssue[]], options?: { readonly cause?: unknown }) {
    super(issues.map(({ field, message }) => `${field} ${message}`).join('; '), {
      phase: 'input',
      outcome: 'not_sent',
      ...options,
    })
    this.field = issues[0].field
    this.issues = issues
  }
}

/** One field of the caller's input and what is wrong with it. */
export interface InputIssue {
  readonly field: string
  readonly message: string
}

/** No whole answer arrived. `reason` says how the connection failed. */
export class ConnectionError extends NanoBananaError {
  override readonly name = 'ConnectionError'
  override readonly code = 'connection'
  declare readonly reason: FailureReason

  constructor(reason: FailureReason, facts: ErrorFacts) {
    super(withWayOut(`No whole answer from the service (${reason})`, facts), facts, reason)
  }
}

/** The service answered with an error. */
export class ApiError extends NanoBananaError {
  override readonly name = 'ApiError'
  override readonly code = 'api'
  readonly status: number
  /** The service's `error_code`, such as `INVALID_REQUEST`. */
  readonly apiCode: string | undefined
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(answer: ApiErrorAnswer, facts: ErrorFacts) {
    super(
      withWayOut(`${answer.message} (HTTP ${answer.status})`, facts),
      facts,
      answer.apiCode?.toLowerCase() ?? `http_${answer.status}`,
    )
    this.status = answer.status
    this.apiCode = answer.apiCode
    this.retryAfterMs = answer.retryAfterMs
  }
}

/** What an error answer said. */
export interface ApiErrorAnswer {
  readonly status: number
  readonly message: string
  readonly apiCode?: string | undefined
  readonly retryAfterMs?: number | undefined
}

/** The service answered with something that its contract does not know. */
export class UnexpectedResponseError extends NanoBananaError {
  override readonly name = 'UnexpectedResponseError'
  override readonly code = 'unexpected_response'
  declare readonly reason: 'unreadable' | 'no_outputs'

  constructor(reason: 'unreadable' | 'no_outputs', facts: ErrorFacts) {
    super(withWayOut(`The service's answer cannot be used (${reason})`, facts), facts, reason)
  }
}

/** The task ended in `fail`. The same payload fails again unless `retryable`; then submit it as a new task. */
export class TaskFailedError extends NanoBananaError {
  override readonly name = 'TaskFailedError'
  override readonly code = 'task_failed'
  readonly task: TaskSnapshot

  constructor(task: TaskSnapshot) {
    const { code, message } = task.failure ?? { code: 'UNKNOWN', message: 'no reason given' }
    super(
      `Task ${task.taskId} failed: ${message} (${code})`,
      {
        phase: 'watch',
        outcome: 'accepted',
        taskId: task.taskId,
        retryable: code === 'TASK_TIMEOUT' || code === 'STORAGE_UNAVAILABLE',
      },
      code.toLowerCase(),
    )
    this.task = task
  }
}

/** `deadlineMs` passed first. The task, if there is one, goes on and may bill. */
export class DeadlineError extends NanoBananaError {
  override readonly name = 'DeadlineError'
  override readonly code = 'deadline'
  readonly deadlineMs: number

  constructor(deadlineMs: number, facts: ErrorFacts) {
    super(withWayOut(`Not finished within ${deadlineMs} ms`, facts), facts)
    this.deadlineMs = deadlineMs
  }
}

/** The caller stopped waiting. The task, if there is one, goes on and may bill. `cause` is the signal's reason. */
export class AbortedError extends NanoBananaError {
  override readonly name = 'AbortError'
  override readonly code = 'aborted'

  constructor(facts: ErrorFacts) {
    super(withWayOut('Stopped waiting', facts), facts)
  }
}

/** A defect: this library's, or of a collaborator passed to it (transport, clock, newKey). `cause` is what was thrown. */
export class InternalError extends NanoBananaError {
  override readonly name = 'InternalError'
  override readonly code = 'internal'

  constructor(facts: ErrorFacts) {
    super(withWayOut(`Internal error: ${messageOf(facts.cause)}`, facts), facts)
  }
}

/** Every error core throws: `switch (error.code)` over it is exhaustive. */
export type AnyNanoBananaError =
  | InvalidInputError
  | ConnectionError
  | ApiError
  | UnexpectedResponseError
  | TaskFailedError
  | DeadlineError
  | AbortedError
  | InternalError

/** Tells an SDK error from any other value, also one from a second copy of the package. */
export function isNanoBananaError(value: unknown): value is AnyNanoBananaError {
  return hasErrorBrand(value)
}

/** The error as one of the family: an `InternalError` with these facts when it is a stranger. */
export const asSdkError = (thrown: unknown, facts: ErrorFacts): AnyNanoBananaError =>
  isNanoBananaError(thrown) ? thrown : new InternalError({ ...facts, cause: thrown })

// What to do next follows from what became of the paid request.
function withWayOut(message: string, { phase, outcome, taskId, idempotencyKey, keyExpired }: ErrorFacts): string {
  if (outcome === 'accepted' && taskId !== undefined)
    return `${message}. Task ${taskId} goes on and may bill: wait for it, do not submit it again`
  if (outcome !== 'unknown' || phase !== 'submit') return message
  if (idempotencyKey === undefined)
    return `${message}. The task may exist and bill, and no key was sent: check the account before submitting again`
  return keyExpired
    ? `${message}. The task may exist and bill, but its key is too old to ask with: check the account before submitting again`
    : `${message}. The task may exist: call again with idempotencyKey "${idempotencyKey}" and the same input to get it without paying twice`
}
