import type { DatabaseSync } from 'node:sqlite'
import { type Effect, JournalError } from '@nano-banana/core'

/** Runs an effect in the open transaction. Throws what it throws, and `JournalError` when it goes on behind its return. */
export function runEffect(effect: Effect<DatabaseSync>, database: DatabaseSync): void {
  const returned: unknown = effect(database)
  if (typeof returned !== 'object' || returned === null || !('then' in returned)) return
  // It has failed already, and must not end the process as well.
  if (returned instanceof Promise) returned.catch(() => undefined)
  throw new JournalError(
    'effect',
    'An effect in a SQLite journal must not return a promise: the transaction is over before it settles',
  )
}
