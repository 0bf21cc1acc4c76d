import { isUnsent } from '../../cost/is-spent.ts'
import { change } from '../../service/change.ts'
import { goOn } from '../../service/go-on.ts'
import type { ServiceTools } from '../../service/service-tools.ts'

/** Sends an earlier run's request. What never left belongs to whoever pays now; what may have, only to the account that it left from. */
export async function resend(operationId: string, service: ServiceTools<unknown>): Promise<void> {
  const { journal, client } = service
  await change(journal, operationId, (operation) =>
    isUnsent(operation) && operation.account !== client.account
      ? { ...operation, account: client.account, revision: operation.revision + 1 }
      : undefined,
  )
  await goOn(operationId, service)
}
