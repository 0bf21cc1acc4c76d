import type { Operation, TaskSnapshot } from '@nano-banana/core'
import { change } from './change.ts'
import { finish } from './life.ts'
import type { ServiceTools } from './service-tools.ts'

/** Writes down how a task has ended; gives the operation to whoever was first, who sees to its effects. */
export const finishOperation = <Tx>(
  operationId: string,
  task: TaskSnapshot,
  { journal, clock, leaseMs }: Pick<ServiceTools<Tx>, 'journal' | 'clock' | 'leaseMs'>,
): Promise<Operation | undefined> => change(journal, operationId, finish(task, clock.now() + leaseMs))
