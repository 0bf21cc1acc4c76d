import { isNanoBananaError, type Operation } from '@nano-banana/core'
import type { RowProblem } from '../rows/check-row.ts'
import type { CheckedRow } from '../rows/check-rows.ts'
import type { Carried } from './carry-on.ts'
import type { RowError, RowResult, RowStatus } from './row-result.ts'
import { withoutUrls } from './without-urls.ts'

/** The result of a row that cannot be sent. */
export const invalidResult = ({ line, id, issues }: RowProblem): RowResult => ({
  ...(id !== undefined && { id }),
  line,
  status: 'invalid',
  files: [],
  error: {
    reason: issues[0]?.field ?? 'row',
    message: issues.map(({ field, message }) => `${field} ${message}`).join('; '),
  },
})

/** The result of a row of which nothing was sent. */
export const skippedResult = (row: CheckedRow, error: RowError): RowResult => ({
  ...beginOf(row),
  status: 'skipped',
  files: [],
  error,
  ...endOf(row),
})

/** The result of a row that is an operation; `differs` says that it was another wish before. */
export function resultOf(row: CheckedRow, carried: Carried, differs: boolean): RowResult {
  const { operation, files } = carried
  const status = statusOf(carried)
  const error = errorOf(carried, status) ?? (differs ? another : undefined)
  return {
    ...beginOf(row),
    status,
    ...(operation.taskId !== undefined && { taskId: operation.taskId }),
    files,
    ...(differs && { differs }),
    ...(error && { error: { ...error, message: withoutUrls(error.message, operation.task) } }),
    ...endOf(row),
  }
}

const beginOf = ({ id, line }: CheckedRow): Pick<RowResult, 'id' | 'line'> => ({ id, line })

const endOf = ({ metadata }: CheckedRow): Pick<RowResult, 'metadata'> => (metadata === undefined ? {} : { metadata })

const another: RowError = {
  reason: 'differs',
  message: 'Its id stands for another wish, whose picture stays: give the new wish a new id',
}

function statusOf({ operation, unsaved, files }: Carried): RowStatus {
  const { state, parked, task, isDiscarded } = operation
  if (isDiscarded) return 'skipped'
  if (unsaved !== undefined || parked?.reason === 'effect_failed') return 'not_saved'
  if (state === 'parked') return parked?.reason === 'refused' ? 'refused' : 'parked'
  if (state !== 'settled') return 'open'
  return task?.status === 'success' && files.length > 0 ? 'saved' : 'failed'
}

function errorOf({ operation, unsaved }: Carried, status: RowStatus): RowError | undefined {
  const { parked, lastError = 'nothing is known yet', task } = operation
  switch (status) {
    case 'failed': {
      const { code, message } = task?.failure ?? { code: 'no_outputs', message: 'The task succeeded without a picture' }
      return {
        reason: code,
        message: `${message}: change the row and let failed ones be tried again, or give it a new id`,
      }
    }
    case 'refused':
      return { reason: 'refused', message: `${lastError}: mend the row, and run again` }
    case 'parked':
      return {
        reason: parked?.reason ?? 'parked',
        message: `${lastError}. It may be paid: look into the account, then discard or resubmit it in the journal, or give the row a new id`,
      }
    case 'open':
      return { reason: operation.state, message: `It is under way (${lastError}): run again to go on` }
    case 'not_saved':
      return unsavedError(unsaved, operation)
    case 'skipped':
      return { reason: 'discarded', message: 'It was given up in the journal: give the row a new id to ask again' }
    case 'saved':
    case 'invalid':
      return undefined
  }
}

function unsavedError(unsaved: unknown, { lastError = 'it could not be saved' }: Operation): RowError {
  const reason = isNanoBananaError(unsaved) ? (unsaved.reason ?? unsaved.code) : 'effect_failed'
  const message = unsaved instanceof Error ? unsaved.message : lastError
  const wayOut =
    reason === 'expired'
      ? 'It is gone for good: give the row a new id to pay for another one'
      : 'It is made and paid: run again to load it'
  return { reason, message: `${message}. ${wayOut}` }
}
