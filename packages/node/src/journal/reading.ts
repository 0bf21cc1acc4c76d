import {
  type Journal,
  JournalError,
  type Operation,
  type OperationQuery,
  type OperationState,
  operationStates,
} from '@nano-banana/core'
import { operationOf, type Row } from './row.ts'
import { selectList } from './select-list.ts'
import { type Statement, selectBy, table } from './statements.ts'

/** The part of a journal that only reads. */
export type Reading = Pick<Journal, 'get' | 'getByTask' | 'getByToken' | 'list' | 'count'>

/** Reads with whatever runs a statement; `place` says in errors where the operations lie. */
export function createReading(rowsOf: (statement: Statement) => Promise<readonly Row[]>, place: string): Reading {
  async function find(...key: Parameters<typeof selectBy>): ReturnType<Journal['get']> {
    const [row] = await rowsOf(selectBy(...key))
    return row && operationOf(row, place)
  }
  // As many as were asked for, also when some that lie between cannot be read.
  async function list({ onUnreadable, limit = 100, ...query }: OperationQuery = {}): Promise<readonly Operation[]> {
    const found: Operation[] = []
    for (let behind: Row | undefined; ; ) {
      const wanted = limit - found.length
      const rows = await rowsOf(selectList({ ...query, limit: wanted }, behind))
      found.push(...rows.flatMap((row) => readable(row, onUnreadable)))
      behind = rows.at(-1)
      if (rows.length < wanted || found.length >= limit) return found
    }
  }

  function readable(row: Row, onUnreadable: OperationQuery['onUnreadable']): Operation | readonly [] {
    try {
      return operationOf(row, place)
    } catch (error) {
      if (!onUnreadable || !(error instanceof JournalError)) throw error
      onUnreadable(error)
      return []
    }
  }

  return {
    get: (operationId) => find('operation_id', operationId),
    getByTask: (taskId) => find('task_id', taskId),
    getByToken: (token) => find('token', token),
    list,
    count: async () => countsOf(await rowsOf({ sql: countByState, values: [] })),
  }
}

const countByState = `SELECT state, count(*) AS operations FROM ${table} GROUP BY state`

function countsOf(rows: readonly Row[]): Readonly<Record<OperationState, number>> {
  const counts: Record<OperationState, number> = { intended: 0, accepted: 0, final: 0, settled: 0, parked: 0 }
  for (const state of operationStates)
    counts[state] = Number(rows.find((row) => row['state'] === state)?.['operations'] ?? 0)
  return counts
}
