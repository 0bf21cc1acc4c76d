import { JournalError } from '@nano-banana/core'
import { type Connection, openConnection } from './connection.ts'
import { migrate } from './schema.ts'

/** Opens the file as a journal whose commits survive a loss of power. Throws `JournalError`. */
export function openJournal(path: string): Connection {
  const connection = openConnection(path)
  try {
    connection.exec('PRAGMA busy_timeout = 5000')
    migrate(connection)
    const [mode] = connection.rows({ sql: 'PRAGMA journal_mode = WAL', values: [] })
    if (mode?.['journal_mode'] !== 'wal')
      throw new JournalError('unavailable', `The disk of ${path} cannot share memory: put the journal on a local one`, {
        retryable: false,
      })
    connection.exec(pragmas)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

const pragmas = `
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON; -- else macOS keeps what is synced in the drive's memory
  PRAGMA secure_delete = ON;
  PRAGMA busy_timeout = 20; -- from here on whoever has to wait longer does so outside
`
