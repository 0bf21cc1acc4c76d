import { InvalidInputError, type Operation } from '@nano-banana/core'
import { parseMetadata, parseOperationId } from './parse-submit.ts'
import { type OperationView, viewOf } from './service-options.ts'
import type { ServiceTools } from './service-tools.ts'

/** Whose task is taken over. */
export interface AdoptOptions {
  /** @default the task's own id */
  readonly operationId?: string
  readonly owner?: string
  readonly metadata?: unknown
}

/** Takes over a task that was made elsewhere; gives the operation that holds it, where there is one. Rejects with `InvalidInputError` when the operation stands for another task. */
export async function adopt<Tx>(
  taskId: string,
  { operationId = taskId, owner, metadata }: AdoptOptions,
  { journal, clock, client, signatures }: ServiceTools<Tx>,
): Promise<OperationView> {
  const nowMs = clock.now()
  const adopted: Operation = {
    ...{ operationId: parseOperationId(operationId), owner, metadata: parseMetadata(metadata) },
    ...{ token: signatures.tokenOf(operationId), account: client.account, idempotencyKey: '', body: '' },
    ...{ state: 'accepted', taskId, revision: 1, failures: 0 },
    ...{ createdAtMs: nowMs, keyUsedAtMs: nowMs, dueAtMs: nowMs },
  }
  const stored = await journal.insert(adopted)
  if (stored.taskId === taskId) return viewOf(stored)
  throw new InvalidInputError([{ field: 'operationId', message: 'stands for another task' }])
}
