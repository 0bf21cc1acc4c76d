import { columns, keyOf } from './row.ts'

/** SQL that both databases understand, and the values of its `$1`, `$2` ... */
export interface Statement {
  readonly sql: string
  readonly values: readonly (string | number | null)[]
}

/** The table of operations. Effects write to the same database, so its name must not be anybody else's. */
export const table = 'nano_banana_operations'

/** How each statement that finds operations begins. */
export const selectRows = `SELECT operation_id, created_ms, record, checksum FROM ${table}`

/** Finds the operation that a column names. */
export const selectBy = (column: 'operation_id' | 'task_id' | 'token', text: string): Statement => ({
  sql: `${selectRows} WHERE ${column} = $1 LIMIT 1`,
  values: [keyOf(text)],
})

/** Columns that only one of the databases has, with the SQL of their values. */
type MoreColumns = Readonly<Record<string, string>>

const withMarks = (more: MoreColumns): readonly (readonly [string, string])[] => [
  ...columns.map((column, index) => [column, `$${index + 1}`] as const),
  ...Object.entries(more),
]

/** Inserts the values of `rowOf`. What is to be done when the id is taken comes behind it. */
export function insertRow(more: MoreColumns = {}): string {
  const all = withMarks(more)
  return `INSERT INTO ${table} (${all.map(([column]) => column)}) VALUES (${all.map(([, value]) => value)})`
}

/** Writes the values of `rowOf` over those of the revision before, unless they are gone. */
export function replaceRow(more: MoreColumns = {}): string {
  const changes = withMarks(more).map(([column, value]) => `${column} = ${value}`)
  return `UPDATE ${table} SET ${changes} WHERE operation_id = $1 AND revision = $2 - 1`
}
