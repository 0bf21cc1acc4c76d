import type { BatchScope } from './batch-options.ts'
import { parseScope } from './batch-order.ts'
import { lookIntoFolder } from './folder/look-into-folder.ts'
import { type BatchPlan, makePlan } from './plan/batch-plan.ts'
import { makeJobs } from './plan/make-jobs.ts'
import { checkRows } from './rows/check-rows.ts'

/**
 * Says what a batch would do, with all that is wrong with its rows, how long it takes at least, what it costs and what room
 * it needs. Sends and writes nothing. Rejects with `InvalidInputError` and `JournalError`.
 */
export async function planBatch(scope: BatchScope): Promise<BatchPlan> {
  const order = parseScope(scope)
  const list = await checkRows(order.rows, order)
  const standings = await lookIntoFolder(order)
  return makePlan({ ...order, list, standings, jobs: makeJobs(list, standings, order) })
}
