import type { Operation } from '@nano-banana/core'
import type { Evidence } from './evidence.ts'
import { checkEach, type Invariant } from './invariant.ts'
import { nothingKept } from './keeping.ts'
import { troubles } from './service-trouble.ts'

const halfADayMs = 12 * 60 * 60 * 1000
/** More revisions than any schedule needs. */
const mostRevisions = 150

/** No task is forgotten. */
export const everythingSettled: Invariant = {
  id: 'I-22',
  claim:
    'every task that ended is settled in the journal, even when all its callbacks were lost; what is parked has a reason',
  check(evidence) {
    const { plan, operations, kept, billed } = evidence
    if (!plan.service) return nothingKept
    const wished = operations.filter(({ name }) => kept(name).length > 0)
    return checkEach(wished, ({ name }) => {
      const records = kept(name)
      const last = records.at(-1)?.record
      if (last === undefined) return undefined
      if (records.length > mostRevisions) return `${name} was written ${records.length} times`
      if (last.state === 'parked')
        return excuseFor(last, evidence) ? undefined : `${name} was parked: ${last.parked?.reason}`
      if (last.state !== 'settled') return `${name} is still ${last.state}, long after everything went well again`
      const isIts = billed(name).some(({ taskId }) => taskId === last.task?.taskId)
      return isIts ? undefined : `${name} was settled with ${last.task?.taskId}, which was never made for it`
    })
  },
}

// What costs nothing was resubmitted by a human; only what may cost something may stay.
function excuseFor({ parked }: Operation, evidence: Evidence): boolean {
  const hasLostTime = troubles(evidence, 'long_outage', 'freeze').some(({ ms = 0 }) => ms > halfADayMs)
  const hasChanged = troubles(evidence, 'other_account').length > 0
  if (parked?.reason === 'key_expired') return hasLostTime
  return (parked?.reason === 'account_changed' || parked?.reason === 'task_unknown') && hasChanged
}
