import type { Row } from '../row.ts'
import { insertRow, replaceRow, selectRows, table } from '../statements.ts'
import type { Session } from './session.ts'

type Values = readonly (string | number | null)[]

/** Inserts a row unless its id or its task is taken; tells what is stored. */
export async function insertNew({ rows }: Session, row: Values): Promise<Inserted> {
  for (;;) {
    // Looks first: an insert would wait for a transaction that is replacing the row.
    const [stored] = await rows({ sql: selectTaken, values: [row[0] ?? null, row[3] ?? null] })
    if (stored) return { stored, isNew: false }
    const [inserted] = await rows({ sql: insert, values: row })
    if (inserted) return { stored: inserted, isNew: true }
  }
}

interface Inserted {
  readonly stored: Row
  readonly isNew: boolean
}

/** Writes a row over that of the revision before; `false` when that is gone. Waits for whoever is writing it. */
export const replaceOld = async ({ rows }: Session, row: Values): Promise<boolean> =>
  (await rows({ sql: `${replaceRow()} RETURNING 1`, values: row })).length > 0

/** Removes settled operations that were due by then; says how many. */
export async function forgetSettled({ rows }: Session, dueByMs: number): Promise<number> {
  const [row] = await rows({ sql: forget, values: [dueByMs] })
  return Number(row?.['forgotten'])
}

const insert = `${insertRow()} ON CONFLICT DO NOTHING RETURNING operation_id, record, checksum`
// The id counts before the task.
const selectTaken = `${selectRows} WHERE operation_id = $1 OR task_id = $2 ORDER BY operation_id = $1 DESC LIMIT 1`
const forget = `WITH gone AS (DELETE FROM ${table} WHERE state = 'settled' AND due_ms <= $1 RETURNING 1)
  SELECT count(*) AS forgotten FROM gone`
