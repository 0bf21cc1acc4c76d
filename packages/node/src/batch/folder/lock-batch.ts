import process from 'node:process'
import { JournalError } from '@nano-banana/core'

/** SQLite's code for a file that another connection holds. */
const busy = 5

/**
 * Keeps a folder for this process until the returned function is called, or the process ends in whatever way: the
 * system takes the lock back, so that none is ever left behind. Throws `JournalError` when another process has it.
 */
export function lockBatch(path: string): () => void {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    const isHeld = cause instanceof Error && 'errcode' in cause && cause.errcode === busy
    const what = isHeld ? 'is at work on this batch already: wait for it, or stop it' : 'may be at work on this batch'
    throw new JournalError('unavailable', `Another process ${what} (${path})`, { cause, retryable: isHeld })
  }
  return () => database.close()
}
