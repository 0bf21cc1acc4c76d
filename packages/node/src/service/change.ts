import type { Effect, Journal, Operation } from '@nano-banana/core'
import type { Step } from './life.ts'

/**
 * Takes a step, however often others are faster: the step is decided anew on what they left. Gives the new revision;
 * nothing when the step no longer makes sense, or the operation is gone. The effect happens with the write that wins.
 */
export async function change<Tx>(
  journal: Journal<Tx>,
  operationId: string,
  step: Step,
  effect?: Effect<Tx>,
): Promise<Operation | undefined> {
  for (;;) {
    const operation = await journal.get(operationId)
    const next = operation && step(operation)
    if (next === undefined) return undefined
    if (await journal.replace(next, effect)) return next
  }
}
