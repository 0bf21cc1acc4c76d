import type { CallScope } from './call-scope.ts'
import type { Clock } from './clock.ts'
import { isNanoBananaError } from './errors/family.ts'
import type { ErrorFacts, Phase } from './errors/nano-banana-error.ts'
import type { Leave, Priority } from './quota/quota.ts'
import type { AttemptFailure } from './retry/judge.ts'
import { type Answer, readAnswer } from './schema/answer.ts'
import type { AttemptEnd, Trace } from './trace.ts'
import { type Transport, TransportFailure, type TransportRequest } from './transport.ts'

/** One request to the service and how to read its answer. */
export interface ApiRequest<T> {
  readonly phase: Phase
  readonly method: TransportRequest['method']
  readonly path: string
  /** Serialised once: every attempt sends the same bytes. */
  readonly body?: string
  readonly idempotencyKey?: string | undefined
  /** @default 'watch' for a read that follows a task, else 'interactive' */
  readonly priority?: Priority | undefined
  /** How long the key may still be used, in milliseconds. */
  readonly keyLeftMs?: () => number
  /** Whether an earlier call may have been executed already. */
  readonly mayExist?: boolean
  /** The task that is read. */
  readonly taskId?: string
  /** Whether this client made that task: then a 404 does not put it in doubt. */
  readonly isOurs?: boolean
  /** Nothing when the answer makes no sense. */
  readonly read: (answer: Answer) => T | undefined
}

/** What one attempt needs. */
export interface AttemptTools {
  readonly transport: Transport
  readonly clock: Clock
  readonly trace: Trace
}

/** The circumstances of one attempt. */
export interface AttemptContext {
  readonly scope: CallScope
  readonly facts: () => ErrorFacts
  /** Tells the quota how it ended. */
  readonly leave: Leave
  readonly attempt: number
  readonly pausedMs: number
  readonly timeoutMs: number
}

/** How an attempt ended. */
export type AttemptResult<T> = { readonly value: T } | AttemptFailure

/** Sends the request once and reads the answer. Rejects only when the scope ends. */
export async function attemptOnce<T>(
  request: ApiRequest<T>,
  tools: AttemptTools,
  { attempt, pausedMs, ...context }: AttemptContext,
): Promise<AttemptResult<T>> {
  const { phase, method, path } = request
  const startedAt = tools.clock.monotonic()
  const end = tools.trace({ phase, method, path, attempt, pausedMs })
  let told: Omit<AttemptEnd, 'durationMs'> = { failure: 'stopped' }
  try {
    const response = await context.scope.guard(
      async (signal) => tools.transport(toWire(request, context, signal)),
      context.facts,
    )
    const answer = readAnswer(response)
    // The envelope may say 429 where the status line says 200.
    context.leave({ ...response, status: answer.status })
    const isGood = answer.status >= 200 && answer.status <= 299
    const value = isGood ? request.read(answer) : undefined
    told = { status: answer.status, requestId: answer.requestId }
    if (value !== undefined) return { value }
    told = { ...told, failure: isGood ? 'unreadable' : (answer.apiCode ?? `http_${answer.status}`) }
    return isGood ? { lost: 'unreadable', cause: undefined } : { answer }
  } catch (cause) {
    if (isNanoBananaError(cause)) throw cause
    // What is not a known failure may have happened at any moment.
    const lost = cause instanceof TransportFailure ? cause.reason : 'interrupted'
    told = { failure: lost }
    if (lost === 'unreachable' || lost === 'untrusted') context.leave('unsent')
    return { lost, cause: cause instanceof TransportFailure ? cause.cause : cause }
  } finally {
    context.leave()
    end?.({ ...told, durationMs: tools.clock.monotonic() - startedAt })
  }
}

function toWire(
  { method, path, body, idempotencyKey }: ApiRequest<unknown>,
  { timeoutMs }: Pick<AttemptContext, 'timeoutMs'>,
  signal: AbortSignal,
): TransportRequest {
  const headers = {
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
  }
  return { method, path, headers, ...(body !== undefined && { body }), timeoutMs, signal }
}
