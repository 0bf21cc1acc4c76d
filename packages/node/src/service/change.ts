import { type Effect, type Journal, JournalError, type Operation } from '@nano-banana/core'
import { giveWay, type Step } from './life.ts'

/**
 * Takes a step, however often others are faster: the step is decided anew on what they left. Gives the new revision;
 * nothing when the step no longer makes sense, the operation is gone, or had to give way to another one that holds its task.
 * The effect happens with the write that wins.
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
    try {
      if (await journal.replace(next, effect)) return next
    } catch (error) {
      if (!(error instanceof JournalError) || error.reason !== 'task_taken') throw error
      await change(journal, operationId, giveWay(error.message))
      return undefined
    }
  }
}
