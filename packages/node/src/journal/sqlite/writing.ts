import { insertRow, replaceRow, table } from '../statements.ts'
import type { Connection } from './connection.ts'

type Values = readonly (string | number | null)[]

/** Inserts a row unless its id or its task is taken; tells the number of the write. To be called in a transaction, like the others. */
export const insertNew = (connection: Connection, row: Values): number | undefined =>
  write(connection, `${insertRow(numbered)} ON CONFLICT DO NOTHING RETURNING written`, row)

/** Writes a row over that of the revision before; tells the number of the write, or nothing when that is gone. */
export const replaceOld = (connection: Connection, row: Values): number | undefined =>
  write(connection, `${replaceRow(numbered)} RETURNING written`, row)

/** Removes settled operations that were due by then, but not so many that the process stands still meanwhile. */
export function forgetSome(
  { rows }: Connection,
  dueByMs: number,
): { readonly removed: number; readonly isAll: boolean } {
  const removed = rows({ sql: forget, values: [dueByMs] }).length
  return { removed, isAll: removed < forgottenAtOnce }
}

// Every write has a number of its own, from which other processes see what is new.
const numbered = { written: '(SELECT writes + 1 FROM nano_banana_journal)' }
const countWrite = 'UPDATE nano_banana_journal SET writes = writes + 1'

const forgottenAtOnce = 500
const forget = `DELETE FROM ${table} WHERE operation_id IN (
  SELECT operation_id FROM ${table} WHERE state = 'settled' AND due_ms <= $1 LIMIT ${forgottenAtOnce}
) RETURNING 1`

function write({ rows }: Connection, sql: string, values: Values): number | undefined {
  const [row] = rows({ sql, values })
  if (row === undefined) return undefined
  rows({ sql: countWrite, values: [] })
  return Number(row['written'])
}
