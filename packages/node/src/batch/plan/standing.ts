import type { Journal, Operation } from '@nano-banana/core'
import { isUnsent } from '../../cost/is-spent.ts'
import { createTally, type Tally } from '../../cost/tally.ts'
import { allOperations } from '../../journal/all-operations.ts'
import { wishIn } from '../rows/wish.ts'
import { readOperationName } from './operation-name.ts'

/** Where a row's latest operation stands. */
export interface Standing extends Pick<Operation, 'operationId' | 'state'> {
  readonly attempt: number
  /** A hash of what was asked for; nothing when that was erased. */
  readonly wish: string | undefined
  readonly isUnsent: boolean
  readonly reason: NonNullable<Operation['parked']>['reason'] | undefined
  /** How its task ended. */
  readonly status: string | undefined
  readonly isDiscarded: boolean
  /** When the first of its pictures can be had no more, in Unix milliseconds. */
  readonly expiresAtMs: number
}

/** What a journal knows of a batch. */
export interface Standings {
  /** By the rows' ids. */
  readonly rows: ReadonlyMap<string, Standing>
  /** All tasks that exist or may exist. */
  readonly spent: Tally
}

/** Reads all operations of a batch. Rejects with `JournalError`. */
export async function readStandings(journal: Journal, batch: string): Promise<Standings> {
  const rows = new Map<string, Standing>()
  const spent = createTally()
  for await (const operation of allOperations(journal, { owner: batch })) {
    const row = readOperationName(operation.operationId, batch)
    if (row === undefined) continue
    spent.addOperation(operation)
    if ((rows.get(row.id)?.attempt ?? 0) < row.attempt) rows.set(row.id, standingOf(operation, row.attempt))
  }
  return { rows, spent }
}

function standingOf(operation: Operation, attempt: number): Standing {
  const { operationId, state, body, parked, task, isDiscarded = false } = operation
  const expiries = (task?.outputs ?? []).map(({ expiresAtMs = Number.MAX_VALUE }) => expiresAtMs)
  return {
    ...{ operationId, state, attempt, isDiscarded, isUnsent: isUnsent(operation), wish: wishIn(body) },
    ...{ reason: parked?.reason, status: task?.status, expiresAtMs: Math.min(...expiries, Number.MAX_VALUE) },
  }
}
