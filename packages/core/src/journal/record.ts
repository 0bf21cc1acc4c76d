import * as z from 'zod/mini'
import { JournalError } from './journal-error.ts'
import { type Operation, operationStates } from './operation.ts'

/** The version of records that this code writes. */
export const recordVersion = 1

function createSchema() {
  return z.looseObject({
    version: z.number(),
    operationId: z.string(),
    state: z.enum(operationStates),
    revision: z.int(),
    dueAtMs: z.nullable(z.number()),
    createdAtMs: z.number(),
    token: z.string(),
    idempotencyKey: z.string(),
    body: z.string(),
    failures: z.int(),
  })
}

// Made when it is first needed: what a module makes at its top, a bundler must keep, and here all of zod with it.
let recordSchema: ReturnType<typeof createSchema> | undefined

/** An operation as one line of text. Throws `JournalError`, `corrupt`, for one that is not plain JSON. */
export function writeRecord(operation: Operation): string {
  try {
    return JSON.stringify({ version: recordVersion, ...operation })
  } catch (cause) {
    throw new JournalError(
      'corrupt',
      `Operation ${operation.operationId} cannot be written: its metadata must be plain JSON`,
      { cause },
    )
  }
}

/**
 * Reads an operation back. Throws `JournalError`: `newer` for a record that a later version wrote, `corrupt` for what is
 * none; `where` says which it was.
 */
export function readRecord(text: string, where: string): Operation {
  recordSchema ??= createSchema()
  const { data: record, error } = recordSchema.safeParse(jsonIn(text))
  if (record === undefined) throw new JournalError('corrupt', `${where} is not a record: ${explained(error)}`)
  const { version, ...operation } = record
  if (version > recordVersion) throw new JournalError('newer', `${where} was written by a later version: update first`)
  // What the schema does not name was written by `writeRecord`, too.
  return operation as Operation
}

const explained = (error: z.core.$ZodError): string =>
  error.issues.map(({ path, code }) => `${path.join('.') || 'the whole'} (${code})`).join(', ')

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
