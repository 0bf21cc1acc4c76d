import { closeSync, openSync } from 'node:fs'
import process from 'node:process'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { JournalError } from '@nano-banana/core'
import type { Row } from '../row.ts'
import type { Statement } from '../statements.ts'
import { fileError, sqliteError } from './sqlite-error.ts'

/** An open file. What it throws is a `JournalError`. */
export interface Connection {
  readonly path: string
  readonly database: DatabaseSync
  /** Runs one statement, and tells the rows that it gives. */
  readonly rows: (statement: Statement) => readonly Row[]
  /** Runs statements that give nothing. */
  readonly exec: (sql: string) => void
  /** Takes back what is open, if anything is. */
  readonly rollback: () => void
  readonly close: () => void
}

/** Opens a file, and creates it for its owner alone where there is none. */
export function openConnection(path: string): Connection {
  createPrivately(path)
  const database = guarded(path, () => new (sqlite().DatabaseSync)(path))
  const prepared = new Map<string, StatementSync>()
  function prepare(sql: string): StatementSync {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  return {
    path,
    database,
    rows: ({ sql, values }) => guarded(path, () => prepare(sql).all(namesOf(values))),
    exec: (sql) => guarded(path, () => database.exec(sql)),
    rollback() {
      try {
        database.exec('ROLLBACK')
      } catch {
        // After some failures SQLite has done so already.
      }
    },
    close: () => guarded(path, () => database.close()),
  }
}

// SQLite takes `$1` for a name. Node 22 knows no numbers, but names.
const namesOf = (values: Statement['values']): Readonly<Record<string, string | number | null>> =>
  Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]))

// Loaded when it is needed: early versions warn of it. Not imported, since bundlers take the `node:` from its name.
function sqlite(): typeof import('node:sqlite') {
  const loaded: typeof import('node:sqlite') | undefined = process.getBuiltinModule('node:sqlite')
  if (loaded) return loaded
  throw new JournalError('unavailable', 'This runtime has no node:sqlite: run on Node 22.13 or later', {
    retryable: false,
  })
}

function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw fileError(path, cause)
  }
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw cause instanceof JournalError ? cause : sqliteError(path, cause)
  }
}
