import { isNanoBananaError, isTerminal, type Operation, type TaskSnapshot } from '@nano-banana/core'
import { change } from './change.ts'
import { finishOperation } from './finish.ts'
import { claim, park, postpone } from './life.ts'
import { failurePauseMs, lookPauseMs } from './pauses.ts'
import type { ServiceTools } from './service-tools.ts'
import { settleOperation } from './settle.ts'

/** A new task may not be everywhere at once; after this, one that is not found was never there. */
const visibilityLagMs = 60_000

/** What has to be known of an operation to look for its task. */
export type OpenOperation = Pick<Operation, 'operationId' | 'createdAtMs'> & { readonly taskId?: string | undefined }

/** Tells an operation what the service said of its task, and sees to the effects when that is the end. */
export async function tell<Tx>(operation: OpenOperation, task: TaskSnapshot, tools: ServiceTools<Tx>): Promise<void> {
  const { operationId } = operation
  if (hasEnded(task, tools.clock.now())) {
    const final = await finishOperation(operationId, task, tools)
    if (final) await settleOperation(final, tools)
    return
  }
  const nowMs = tools.clock.now()
  await change(tools.journal, operationId, claim(nowMs + lookPauseMs(nowMs - operation.createdAtMs)))
}

/** Asks the service for an operation's task alone. */
export async function look<Tx>(operation: Operation, signal: AbortSignal, tools: ServiceTools<Tx>): Promise<void> {
  const { operationId, taskId } = operation
  if (taskId === undefined) return
  const { client, journal, clock, random } = tools
  try {
    await tell(operation, await client.tasks.get(taskId, { signal, priority: 'background' }), tools)
  } catch (error) {
    if (!isNanoBananaError(error) || error.code === 'aborted' || error.phase === 'journal') throw error
    const isGone = error.code === 'api' && error.status === 404 && clock.now() - operation.createdAtMs > visibilityLagMs
    const step = isGone
      ? park('task_unknown', error.message)
      : postpone(clock.now() + failurePauseMs(operation.failures, random), error.message)
    await change(journal, operationId, step)
  }
}

// The outputs of a success may lag behind its status, but not for long.
export const hasEnded = ({ status, outputs, completedAtMs = 0 }: TaskSnapshot, nowMs: number): boolean =>
  isTerminal(status) && (status !== 'success' || outputs.length > 0 || nowMs - completedAtMs > visibilityLagMs)
