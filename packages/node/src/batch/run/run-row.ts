import { isNanoBananaError } from '@nano-banana/core'
import { isUnsent } from '../../cost/is-spent.ts'
import { submit } from '../../service/submit.ts'
import type { Course } from '../plan/choose-course.ts'
import { operationName } from '../plan/operation-name.ts'
import type { CheckedRow } from '../rows/check-rows.ts'
import type { BatchTools } from './batch-tools.ts'
import { carryOn } from './carry-on.ts'
import { resultOf, skippedResult } from './result-of.ts'
import { metadataOf } from './row-metadata.ts'
import type { RowError, RowResult } from './row-result.ts'
import { sendRow } from './send-row.ts'

/** Does what is to be done for a row. Rejects only with what concerns the whole batch, a journal that fails say. */
export async function runRow(row: CheckedRow, course: Course, tools: BatchTools): Promise<RowResult> {
  if (course.kind === 'submit') return submitRow(row, course.attempt, tools)
  const { standing, differs } = course
  const carried = await carryOn(standing.operationId, tools)
  return isUnsent(carried.operation) ? skippedResult(row, whySkipped(tools)) : resultOf(row, carried, differs)
}

async function submitRow(row: CheckedRow, attempt: number, tools: BatchTools): Promise<RowResult> {
  const { turnstile, pictures, batch, service } = tools
  const { request, id } = row
  const metadata = metadataOf(row)
  const operationId = operationName(batch, { id, attempt })
  const options = { operationId, owner: batch, metadata, ...deliveryOf(request) }
  try {
    const isSent = await turnstile(async () => {
      await pictures.assertFree(metadata)
      const sending = { operationId, isSpent: false, resolution: request.input.resolution }
      return sendRow({ ...sending, send: (ours) => submit(request.input, options, ours) }, tools)
    })
    if (!isSent) return skippedResult(row, whySkipped(tools))
  } catch (error) {
    if (!isNanoBananaError(error) || error.outcome !== 'not_sent' || error.phase !== 'input') throw error
    return skippedResult(row, { reason: error.reason ?? error.code, message: error.message })
  }
  const operation = await service.journal.get(operationId)
  if (operation && isUnsent(operation)) return skippedResult(row, whySkipped(tools))
  // The service takes others, but not this one for now: the next run asks again, under the same key.
  if (operation?.state === 'intended') return resultOf(row, { operation, files: [] }, false)
  return resultOf(row, await carryOn(operationId, tools), false)
}

const deliveryOf = ({ route, storage }: CheckedRow['request']) => ({
  ...(route !== undefined && { route }),
  ...(storage !== undefined && { storage }),
})

function whySkipped({ stopping, halt }: BatchTools): RowError {
  const halted = halt()
  if (halted) return halted
  return stopping.aborted
    ? { reason: 'stopped', message: 'It was not begun: run again to go on' }
    : { reason: 'max_tasks', message: 'As many tasks as were allowed are made: raise the cap, and run again' }
}
