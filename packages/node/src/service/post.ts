import { type AnyNanoBananaError, isNanoBananaError, type Operation, type ParkReason } from '@nano-banana/core'
import { change } from './change.ts'
import { accept, park, postpone, type Step } from './life.ts'
import { callbackDueMs, failurePauseMs } from './pauses.ts'
import type { ServiceTools } from './service-tools.ts'

/** How a request is sent. */
export interface PostOptions {
  /** When it may have left before, in Unix milliseconds: then a refusal proves nothing. */
  readonly sentAtMs: number | undefined
  readonly signal: AbortSignal
  readonly priority?: 'interactive' | 'bulk' | 'background' | undefined
}

/**
 * Sends an operation's request, and writes down what came of it. Rejects with why the service refused it, or with what
 * keeps the operation open: then it is sent again later, by whoever comes first.
 */
export async function post<Tx>(
  operation: Operation,
  { sentAtMs, signal, priority }: PostOptions,
  tools: ServiceTools<Tx>,
): Promise<void> {
  const { operationId, body, idempotencyKey } = operation
  const { client, journal, clock } = tools
  if (operation.account !== undefined && client.account !== undefined && operation.account !== client.account) {
    await change(journal, operationId, park('account_changed', 'The request was sent with the key of another account'))
    return
  }
  // A computer may sleep between the claim and this line: behind the claim, somebody else may have been first.
  const isLate = clock.now() >= (operation.dueAtMs ?? 0)
  const keyUsedAtMs = sentAtMs ?? (isLate ? operation.keyUsedAtMs : undefined)
  try {
    const { taskId } = await client.tasks.create(body, { ...{ idempotencyKey, signal, priority, keyUsedAtMs } })
    const dueInMs = tools.callback ? callbackDueMs : 0
    await change(journal, operationId, accept(taskId, clock.now() + dueInMs))
  } catch (error) {
    if (!isNanoBananaError(error) || error.code === 'aborted') throw error
    await change(journal, operationId, stepAfter(error, operation, tools))
    throw error
  }
}

function stepAfter<Tx>(error: AnyNanoBananaError, { failures }: Operation, { clock, random }: ServiceTools<Tx>): Step {
  const reason = reasonToPark(error)
  if (reason) return park(reason, error.message, error.code === 'api' ? error.status : undefined)
  const askedMs = error.code === 'api' ? (error.retryAfterMs ?? 0) : 0
  return postpone(clock.now() + Math.max(askedMs, failurePauseMs(failures, random)), error.message)
}

function reasonToPark(error: AnyNanoBananaError): ParkReason | undefined {
  if (error.keyExpired) return 'key_expired'
  if (error.code === 'api' && error.status === 422) return 'key_conflict'
  return error.outcome === 'rejected' && !error.retryable ? 'refused' : undefined
}
