import type { BatchOptions } from './batch-options.ts'
import { parseBatch } from './batch-order.ts'
import { openFolder } from './folder/open-folder.ts'
import { checkRows } from './rows/check-rows.ts'
import type { BatchReport } from './run/batch-report.ts'
import { runJobs } from './run/run-jobs.ts'

/**
 * Makes a picture of each row, and saves it in a folder. Each row is one durable operation: after a crash, run the same again,
 * and it goes on where it was, with no picture lost and none paid twice. A row that fails stops no other, an outage
 * stops nothing but time. Resolves with what each row has come to, also when the signal has stopped it. Rejects with
 * `InvalidInputError` when an option or the folder makes no sense, with `JournalError` when the journal fails.
 *
 * @example
 * const { counts } = await runBatch({ client: createNanoBanana(), rows: jsonlRows('prompts.jsonl'), outDir: 'pictures' })
 */
export async function runBatch(options: BatchOptions): Promise<BatchReport> {
  const order = parseBatch(options)
  const { account } = order.client
  const folder = await openFolder({ ...order, account })
  try {
    return await runJobs(await checkRows(order.rows, order), folder, order)
  } finally {
    await folder.close()
  }
}
