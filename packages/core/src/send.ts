import { type ApiRequest, type AttemptTools, attemptOnce } from './attempt.ts'
import { type CallScope, leastUsefulMs } from './call-scope.ts'
import { ApiError, asSdkError, ConnectionError, DeadlineError, UnexpectedResponseError } from './errors/family.ts'
import type { ErrorFacts, NanoBananaError, Outcome } from './errors/nano-banana-error.ts'
import { keySafeMs } from './key-turns.ts'
import type { Quota } from './quota/quota.ts'
import { type AttemptFailure, judge, type RequestKind, type Verdict } from './retry/judge.ts'
import { retryAfterMs } from './retry/retry-after.ts'
import { createRetryPlan, type RetryPlanTools } from './retry/retry-plan.ts'

/** What sending needs; one set per client. */
export interface SendTools extends AttemptTools, RetryPlanTools {
  readonly quota: Quota
}

/** Sends a request until it is answered for good. The only place that retries; it obeys `judge`. */
export async function send<T>(request: ApiRequest<T>, scope: CallScope, tools: SendTools): Promise<T> {
  const { phase, taskId, idempotencyKey, priority = phase === 'watch' ? 'watch' : 'interactive' } = request
  const kind = kindOf(request)
  const planRetry = createRetryPlan(kind, tools)
  const { keyLeftMs = () => Number.POSITIVE_INFINITY } = request
  let outcome: Outcome = taskId !== undefined ? 'accepted' : request.mayExist ? 'unknown' : 'not_sent'
  let attempts = 0
  let pausedMs = 0
  // Also when nothing of ours can exist: another computer that shares the key may have used it in time.
  const isKeyOld = (): boolean => keyLeftMs() <= 0
  const facts = (): ErrorFacts => ({
    ...{ phase, outcome, attempts, taskId, idempotencyKey },
    ...(isKeyOld() && { keyExpired: true }),
  })

  try {
    for (;;) {
      const leave = await scope.guard((signal) => tools.quota.enter(priority, signal), facts)
      if (scope.remainingMs() < leastUsefulMs) {
        leave('unsent')
        await scope.guard(untilTheEnd, facts)
      }
      // Time has passed: the computer may have slept through the pause, and with it through the key's life.
      if (isKeyOld()) {
        leave('unsent')
        throw new DeadlineError(keySafeMs, facts())
      }
      attempts += 1
      const before: Outcome = outcome
      // While a paid request is under way, nobody can say what becomes of it.
      if (kind !== 'read') outcome = 'unknown'
      const timeoutMs = Math.min(tools.policy.attemptTimeoutMs, scope.remainingMs())
      const result = await attemptOnce(request, tools, { scope, facts, leave, attempt: attempts, pausedMs, timeoutMs })
      if ('value' in result) {
        tools.budget.refill()
        return result.value
      }
      const verdict = judge(result, kind)
      outcome = kind === 'read' ? whatRemains(before, result, request) : combine(before, verdict.outcome)
      const askedMs = 'answer' in result ? retryAfterMs(result.answer.headers, tools.clock.now()) : undefined
      const longestMs = Math.min(scope.remainingMs() - leastUsefulMs, keyLeftMs())
      const pauseMs = planRetry(verdict, { askedMs, longestMs })
      if (pauseMs === undefined)
        throw toError(result, askedMs, { ...facts(), retryable: verdict.retryable && !isKeyOld() })
      await scope.guard((signal) => tools.clock.sleep(pauseMs, signal), facts)
      pausedMs = pauseMs
    }
  } catch (thrown) {
    throw asSdkError(thrown, facts())
  }
}

const untilTheEnd = (): Promise<never> => new Promise(() => undefined)

function kindOf({ method, idempotencyKey }: ApiRequest<unknown>): RequestKind {
  if (method === 'GET') return 'read'
  return idempotencyKey === undefined ? 'keyless' : 'keyed'
}

// A read bills nothing; all it can learn is that there may be no such task.
const whatRemains = (before: Outcome, failure: AttemptFailure, { isOurs }: ApiRequest<unknown>): Outcome =>
  'answer' in failure && failure.answer.status === 404 && !isOurs ? 'unknown' : before

// One ambiguous attempt stays ambiguous: a later refusal says nothing about what the first one did.
function combine(before: Outcome, now: Verdict['outcome']): Outcome {
  return before === 'unknown' || now === 'not_sent' ? before : now
}

function toError(failure: AttemptFailure, retryAfterMs: number | undefined, facts: ErrorFacts): NanoBananaError {
  if ('answer' in failure) {
    const { status, message, apiCode, requestId } = failure.answer
    return new ApiError({ status, message, apiCode, retryAfterMs }, { ...facts, requestId })
  }
  const { lost, cause } = failure
  return lost === 'unreadable'
    ? new UnexpectedResponseError(lost, facts)
    : new ConnectionError(lost, { ...facts, cause })
}
