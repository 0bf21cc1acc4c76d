import { crc32 } from 'node:zlib'
import { JournalError, type Operation, readRecord, writeRecord } from '@nano-banana/core'

/** What a database gave for one operation. */
export type Row = Readonly<Record<string, unknown>>

/** The columns that both databases have, in the order of `rowOf`: the record, and what it is searched by. */
export const columns = [
  'operation_id',
  'revision',
  'state',
  'task_id',
  'token',
  'owner',
  'due_ms',
  'created_ms',
  'record',
  'checksum',
] as const

/** The values of an operation's row. Throws `JournalError` for an operation that could not be read back. */
export function rowOf(operation: Operation): readonly (string | number | null)[] {
  const record = writeRecord(operation)
  // The columns say what the record says, not what was meant by it.
  const written = readRecord(record, `Operation ${operation.operationId}`)
  return [
    keyOf(written.operationId),
    written.revision,
    written.state,
    written.taskId === undefined ? null : keyOf(written.taskId),
    keyOf(written.token),
    written.owner === undefined ? null : keyOf(written.owner),
    written.dueAtMs,
    written.createdAtMs,
    record,
    checksumOf(record),
  ]
}

/** The operation in a row. Throws `JournalError` when it is not what was written; `place` says where it lies. */
export function operationOf({ operation_id, record, checksum }: Row, place: string): Operation {
  const name = `Operation ${operation_id} in ${place}`
  // A flipped bit in a key or a body is good JSON, and a second bill.
  if (typeof record !== 'string' || checksumOf(record) !== checksum)
    throw new JournalError('corrupt', `${name} is not what was written: restore it from a backup`)
  return readRecord(record, name)
}

/** A text as a column can hold it: zero bytes and halves of surrogate pairs would be refused, or fold two ids into one. */
export const keyOf = (text: string): string => JSON.stringify(text).slice(1, -1)

/** The text that a column holds. */
export const textOf = (key: string): string => String(JSON.parse(`"${key}"`))

const checksumOf = (record: string): number => crc32(record) | 0
