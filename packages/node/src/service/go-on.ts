import { claimOperation } from './due-operations.ts'
import { post } from './post.ts'
import type { ServiceTools } from './service-tools.ts'
import { settleOperation } from './settle.ts'

/** Takes the next step of an operation now, unless somebody else does. Rejects as `post` does. */
export async function goOn<Tx>(operationId: string, tools: ServiceTools<Tx>): Promise<void> {
  const operation = await tools.journal.get(operationId)
  const mine = operation && (await claimOperation(operation, tools))
  if (mine?.state === 'final') await settleOperation(mine, tools)
  if (mine?.state === 'intended') await post(mine, { sentAtMs: operation?.keyUsedAtMs, signal: tools.closed }, tools)
}
