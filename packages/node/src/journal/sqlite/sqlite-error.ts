import { dirname } from 'node:path'
import { JournalError } from '@nano-banana/core'

/** Says in our words what SQLite said of a file. */
export function sqliteError(path: string, cause: unknown): JournalError {
  const code = resultCode(cause)
  if (code === notADatabase || code === corrupt)
    return new JournalError(
      'corrupt',
      `The journal ${path} is damaged, or no journal: restore it from a backup. Do not go on with an empty one, which knows none of the paid tasks`,
      { cause },
    )
  // The only thing of which there may be one, and which an insert does not see to.
  if (code === constraint)
    return new JournalError('task_taken', `Another operation in ${path} holds the task`, { cause })
  const wayOut = waysOut.get(code)
  return new JournalError(
    'unavailable',
    `Cannot use the journal ${path} (${messageOf(cause)}): ${wayOut ?? 'see the cause'}`,
    { cause, retryable: wayOut !== undefined },
  )
}

/** Whether an error means that another connection was in the way. */
export const isBusy = (error: unknown): boolean =>
  error instanceof JournalError && [busy, locked].includes(resultCode(error.cause))

/** Says why a file could not be created. */
export function fileError(path: string, cause: unknown): JournalError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
  const isTransient = ['ENOSPC', 'EDQUOT', 'EIO', 'EMFILE', 'ENFILE'].includes(code)
  const wayOut = isTransient ? 'make room and try again' : `check that ${dirname(path)} is a folder that can be written`
  return new JournalError('unavailable', `Cannot create the journal ${path} (${code}): ${wayOut}`, {
    cause,
    retryable: isTransient,
  })
}

// SQLite's result codes, see https://sqlite.org/rescode.html
const [busy, locked, corrupt, constraint, notADatabase] = [5, 6, 11, 19, 26]

const waysOut: ReadonlyMap<number, string> = new Map([
  [busy, 'another process holds it for too long; try again'],
  [locked, 'another process holds it for too long; try again'],
  [7, 'the memory is full; try again'],
  [8, 'it is read-only; make it and its folder writable'],
  [10, 'the disk failed; check it and try again'],
  [13, 'the disk is full; make room and try again'],
  [14, 'check its folder, its permissions and how many files are open'],
  [15, 'another process holds it for too long; try again'],
])

// An extended code has its kind in the lowest byte.
const resultCode = (cause: unknown): number =>
  cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number' ? cause.errcode & 0xff : 0

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
