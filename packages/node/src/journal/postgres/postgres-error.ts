import { JournalError } from '@nano-banana/core'

/** Says in our words what PostgreSQL said, or that it said nothing. */
export function postgresError(cause: unknown): JournalError {
  if (cause instanceof JournalError) return cause
  const state = sqlState(cause)
  if (state === 'XX001' || state === 'XX002')
    return new JournalError('corrupt', `The journal in PostgreSQL is damaged (${state}): restore it from a backup`, {
      cause,
    })
  if (cause instanceof Error && 'constraint' in cause && cause.constraint === 'nano_banana_by_task')
    return new JournalError('task_taken', 'Another operation in PostgreSQL holds the task', { cause })
  const retryable = state === undefined || transient.test(state)
  const wayOut = retryable ? 'see that it is up, and try again' : 'see the cause'
  return new JournalError(
    'unavailable',
    `PostgreSQL does not serve the journal (${state ?? codeOf(cause)}): ${wayOut}`,
    { cause, retryable },
  )
}

/** PostgreSQL's five characters for what went wrong; nothing when the words are not its own. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'severity' in error && 'code' in error ? String(error.code) : undefined

// A connection, a conflict, too little room, a server that stops or stands by, a lock, a disk.
const transient = /^(08|40|53|57|58|25006|55P03)/

const codeOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  return 'code' in cause ? String(cause.code) : cause.message
}
