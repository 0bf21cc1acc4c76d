import type { OperationQuery } from '@nano-banana/core'
import { keyOf, type Row } from './row.ts'
import { type Statement, selectRows } from './statements.ts'

/** Finds what a query asks for, in its order; goes on behind a row of an earlier answer. */
export function selectList({ states, owner, dueByMs, after, ...rest }: OperationQuery, behind?: Row): Statement {
  const { first = 'oldest', limit = 100 } = rest
  const [than, order] = first === 'oldest' ? ['>', 'ASC'] : ['<', 'DESC']
  const values: (string | number)[] = []
  const mark = (value: string | number): string => `$${values.push(value)}`
  const conditions: string[] = []
  if (states) conditions.push(`state IN (${states.map(mark).join(', ') || 'NULL'})`)
  if (owner !== undefined) conditions.push(`owner = ${mark(keyOf(owner))}`)
  if (dueByMs !== undefined) conditions.push(`due_ms <= ${mark(dueByMs)}`)
  const from = behind
    ? { createdMs: Number(behind['created_ms']), key: String(behind['operation_id']) }
    : after && { createdMs: after.createdAtMs, key: keyOf(after.operationId) }
  if (from) conditions.push(`(created_ms, operation_id) ${than} (${mark(from.createdMs)}, ${mark(from.key)})`)
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  const most = limit === Number.POSITIVE_INFINITY ? '' : `LIMIT ${mark(limit)}`
  return { sql: `${selectRows} ${where} ORDER BY created_ms ${order}, operation_id ${order} ${most}`, values }
}
