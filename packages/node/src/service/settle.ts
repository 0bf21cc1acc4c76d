import { JournalError, type Operation, type TaskSnapshot } from '@nano-banana/core'
import { change } from './change.ts'
import { commit, park, postpone, type Step, settle } from './life.ts'
import { failurePauseMs } from './pauses.ts'
import type { EffectContext } from './service-options.ts'
import type { ServiceTools } from './service-tools.ts'

/** An effect that fails so often is left to a human. */
const mostFailures = 8

/** Lets the effects of a final operation happen, and writes down that they have. Only whoever holds the claim may call it. */
export async function settleOperation<Tx>(operation: Operation, tools: ServiceTools<Tx>): Promise<void> {
  const { state, task, operationId } = operation
  if (state !== 'final' || task === undefined) return
  try {
    await runEffects({ ...operation, task }, tools)
  } catch (error) {
    // A journal that is down cannot be told. Whoever comes after the claim goes on.
    if (error instanceof JournalError && error.reason === 'unavailable') throw error
    await change(tools.journal, operationId, stepAfter(error, operation, tools))
  }
}

async function runEffects<Tx>(
  operation: Operation & { readonly task: TaskSnapshot },
  { journal, clock, retentionMs, leaseMs, onSettled, commitEffect, claims }: ServiceTools<Tx>,
): Promise<void> {
  const { operationId, task, owner, metadata } = operation
  const context: EffectContext = { effectId: `${operationId}:${task.taskId}`, operationId, owner, metadata }
  if (commitEffect && !operation.isCommitted) {
    const effect = (tx: Tx): void | Promise<void> => commitEffect(task, tx, context)
    const committing = change(journal, operationId, commit(clock.now() + leaseMs), effect)
    const committed = await claims.during(operationId, committing)
    // Somebody was faster, while the journal was slower than the claim: the rest is theirs, too.
    if (committed === undefined) return
  }
  const settling = onSettled?.(task, context)
  // What is over at once needs no claim for longer.
  if (settling) await claims.during(operationId, settling)
  await change(journal, operationId, settle(clock.now() + retentionMs))
}

function stepAfter<Tx>(
  error: unknown,
  { failures }: Operation,
  { clock, random }: Pick<ServiceTools<Tx>, 'clock' | 'random'>,
): Step {
  const message = error instanceof Error ? error.message.slice(0, 500) : `a thrown ${typeof error}`
  return failures + 1 >= mostFailures
    ? park('effect_failed', message)
    : postpone(clock.now() + failurePauseMs(failures, random), message)
}
