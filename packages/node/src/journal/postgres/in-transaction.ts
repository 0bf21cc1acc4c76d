import { JournalError } from '@nano-banana/core'
import { sqlState } from './postgres-error.ts'
import type { Session } from './session.ts'

/** Does work in a transaction and commits it. What work throws takes it back. */
export async function inTransaction<T>({ exec, discard }: Session, work: () => Promise<T>): Promise<T> {
  await exec('BEGIN ISOLATION LEVEL READ COMMITTED; SAVEPOINT nano_banana')
  try {
    const result = await work()
    // Without the savepoint PostgreSQL would take back an aborted transaction, and call that no error.
    await exec('RELEASE SAVEPOINT nano_banana; COMMIT').catch(refuse)
    return result
  } catch (error) {
    await exec('ROLLBACK').catch(discard)
    throw error
  }
}

function refuse(error: JournalError): never {
  const { cause } = error
  switch (sqlState(cause)) {
    case '25P02':
      throw new JournalError('effect', 'An effect must not swallow an error of its transaction', { cause })
    case '25P01':
    case '3B001':
      throw new JournalError('effect', 'An effect must not end the transaction that it is in', { cause })
    default:
      throw error
  }
}
