import type { Outcome } from '../errors/nano-banana-error.ts'
import type { Answer } from '../schema/answer.ts'
import type { FailureReason } from '../transport.ts'

/** How an attempt ended when it did not end well. `unreadable` is an answer of 2xx that makes no sense. */
export type AttemptFailure =
  | { readonly lost: FailureReason | 'unreadable'; readonly cause: unknown }
  | { readonly answer: Answer }

/** What kind of request failed. A POST with an idempotency key may be repeated as safely as a GET. */
export type RequestKind = 'read' | 'keyed' | 'keyless'

/** How a failed attempt is to be treated. */
export interface Verdict {
  /** Why a repetition may help, which sets its pace and its price; `never` when it must not or cannot. */
  readonly retry: 'transient' | 'throttle' | 'broken_answer' | 'processing' | 'never'
  /** Whether the same call may succeed later, when no more retries are made now. */
  readonly retryable: boolean
  /** What became of the paid request by this attempt alone. */
  readonly outcome: Exclude<Outcome, 'accepted'>
}

/** The decision table of the retry policy; pure. @see docs/decisions/0004-retry-policy.md */
export function judge(failure: AttemptFailure, kind: RequestKind): Verdict {
  if ('lost' in failure) return judgeLost(failure.lost, kind)
  const { status, apiCode, isEnvelope } = failure.answer
  if (status === 429) return refusedFor('throttle')
  if (status === 503 && isEnvelope) return refusedFor('transient')
  if (status === 409 && apiCode === 'IDEMPOTENCY_KEY_PROCESSING') return ambiguous('processing', kind)
  // The key was used before, for something else: that task exists.
  if (status === 422 && apiCode === 'IDEMPOTENCY_KEY_MISMATCH') return { ...refused, outcome: 'unknown' }
  // A conflict with whatever goes by the same key, in words that nobody knows: that request may be the one that makes the task.
  if (status === 409 && kind === 'keyed') return { ...refused, outcome: 'unknown' }
  if (isPassing(status)) return ambiguous('transient', kind)
  if (isTemporaryCode(apiCode)) return kind === 'read' ? refusedFor('transient') : { ...refused, retryable: true }
  // A redirect or a strange 5xx proves nothing about what happened behind it.
  return status >= 400 && status < 500 ? refused : { ...refused, outcome: 'unknown' }
}

function judgeLost(reason: FailureReason | 'unreadable', kind: RequestKind): Verdict {
  switch (reason) {
    case 'unreachable':
      return { retry: 'transient', retryable: true, outcome: 'not_sent' }
    case 'untrusted':
      return { retry: 'never', retryable: false, outcome: 'not_sent' }
    case 'incomplete':
    case 'unreadable':
      return ambiguous('broken_answer', kind)
    case 'interrupted':
    case 'timeout':
      return ambiguous('transient', kind)
  }
}

const refused: Verdict = { retry: 'never', retryable: false, outcome: 'rejected' }

const refusedFor = (retry: Verdict['retry']): Verdict => ({ retry, retryable: true, outcome: 'rejected' })

// The service may have acted. Only a key, or a read, makes it safe to ask again.
const ambiguous = (retry: Verdict['retry'], kind: RequestKind): Verdict =>
  kind === 'keyless'
    ? { retry: 'never', retryable: false, outcome: 'unknown' }
    : { retry, retryable: true, outcome: 'unknown' }

const isPassing = (status: number): boolean =>
  status === 408 ||
  status === 425 ||
  (status >= 500 && status <= 504 && status !== 501) ||
  (status >= 520 && status <= 530)

const isTemporaryCode = (apiCode: string | undefined): boolean =>
  apiCode === 'MODEL_UNAVAILABLE' || apiCode === 'TASK_TIMEOUT' || apiCode === 'STORAGE_UNAVAILABLE'
