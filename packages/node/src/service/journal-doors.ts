import { type Clock, type Journal, type OperationQuery, type OperationState, systemClock } from '@nano-banana/core'
import type { Cost, Prices } from '../cost/prices.ts'
import { createTally } from '../cost/tally.ts'
import { allOperations } from '../journal/all-operations.ts'
import { change } from './change.ts'
import { discard, erase, type Step, unpark } from './life.ts'
import { newOperationKey } from './new-operation-key.ts'
import { defaultRetentionMs } from './parse-service-options.ts'
import { type OperationView, viewOf } from './service-options.ts'

/** Which operations to list. */
export interface ListOptions extends Pick<OperationQuery, 'owner' | 'limit' | 'after' | 'onUnreadable'> {
  /** @default all */
  readonly state?: OperationState
  /** @default 'newest' */
  readonly first?: OperationQuery['first']
}

/** How many operations stand where. */
export interface ServiceStats extends Readonly<Record<OperationState, number>> {
  /** What the tasks cost that exist or may exist, failed ones too, of all operations that are kept; nothing without prices. */
  readonly cost?: Cost
}

/** What people do with a journal, whether its service runs or not. */
export interface JournalDoors {
  readonly list: (options?: ListOptions) => Promise<readonly OperationView[]>
  /** With prices, it reads the whole journal. */
  readonly stats: () => Promise<ServiceStats>
  /**
   * Lets the service go on with a parked operation, at its next sweep. Where the task has ended, its effects are tried
   * again; where nobody knows of a task, the request is sent under a new key, which may be a second bill. Nothing when it is
   * not parked.
   */
  readonly resubmit: (operationId: string) => Promise<OperationView | undefined>
  /** Gives a parked operation up: it counts as settled, without effects. Nothing when it is not parked. */
  readonly discard: (operationId: string) => Promise<OperationView | undefined>
  /** Removes the prompt and the metadata of a settled operation. Nothing when it is not settled. */
  readonly erase: (operationId: string) => Promise<OperationView | undefined>
}

/** What the doors need besides the journal. */
export interface JournalDoorsOptions {
  /** @default the platform's time */
  readonly clock?: Clock
  /** How long a discarded operation is kept, in milliseconds. @default 30 days */
  readonly retentionMs?: number
  /** @default no money is told */
  readonly prices?: Prices | undefined
}

/** The doors of a journal. All reject with `JournalError` only. */
export function createJournalDoors<Tx>(
  journal: Journal<Tx>,
  { clock = systemClock, retentionMs = defaultRetentionMs, prices }: JournalDoorsOptions = {},
): JournalDoors {
  async function take(operationId: string, step: Step): Promise<OperationView | undefined> {
    const changed = await change(journal, operationId, step)
    return changed && viewOf(changed)
  }

  return {
    async list({ state, first = 'newest', ...query } = {}) {
      const operations = await journal.list({ ...query, first, ...(state && { states: [state] }) })
      return operations.map(viewOf)
    },
    async stats() {
      const counts = await journal.count()
      return prices ? { ...counts, cost: await costOf(journal, prices) } : counts
    },
    resubmit: (operationId) => take(operationId, unpark(newOperationKey(), clock.now())),
    discard: (operationId) => take(operationId, discard(clock.now() + retentionMs)),
    erase: (operationId) => take(operationId, erase),
  }
}

async function costOf(journal: Pick<Journal, 'list'>, prices: Prices): Promise<Cost> {
  const tally = createTally()
  for await (const operation of allOperations(journal)) tally.addOperation(operation)
  return tally.cost(prices)
}
