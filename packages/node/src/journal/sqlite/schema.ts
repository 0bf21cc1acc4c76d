import { JournalError } from '@nano-banana/core'
import { table } from '../statements.ts'
import type { Connection } from './connection.ts'

/** How the file came to be what it is: a version is the number of steps. Released steps are never changed, only added to. */
export const schemaSteps: readonly string[] = [
  `CREATE TABLE nano_banana_journal (version INTEGER NOT NULL, writes INTEGER NOT NULL) STRICT;
  INSERT INTO nano_banana_journal VALUES (0, 0);
  CREATE TABLE ${table} (
    operation_id TEXT PRIMARY KEY NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    task_id TEXT,
    token TEXT NOT NULL,
    owner TEXT,
    due_ms REAL,
    created_ms REAL NOT NULL,
    written INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX nano_banana_by_task ON ${table} (task_id) WHERE task_id IS NOT NULL;
  CREATE INDEX nano_banana_by_token ON ${table} (token);
  CREATE INDEX nano_banana_by_state ON ${table} (state, due_ms);
  CREATE INDEX nano_banana_by_owner ON ${table} (owner, created_ms, operation_id) WHERE owner IS NOT NULL;
  CREATE INDEX nano_banana_by_age ON ${table} (created_ms, operation_id);
  CREATE INDEX nano_banana_by_written ON ${table} (written);`,
  `-- Of those that hold one task, the first is found by it.
  UPDATE ${table} SET task_id = NULL WHERE EXISTS (
    SELECT 1 FROM ${table} AS other WHERE other.task_id = ${table}.task_id
      AND (other.created_ms, other.operation_id) < (${table}.created_ms, ${table}.operation_id)
  );
  DROP INDEX nano_banana_by_task;
  CREATE UNIQUE INDEX nano_banana_by_task ON ${table} (task_id) WHERE task_id IS NOT NULL;`,
]

/** Brings the file to the version that this code knows. Throws `JournalError`, `newer`, for one that it does not know, and leaves that alone. */
export function migrate(connection: Connection, steps = schemaSteps): void {
  // Most of the time there is nothing to do, and nobody to wait for.
  if (versionOf(connection, steps.length) === steps.length) return
  connection.exec('BEGIN IMMEDIATE')
  try {
    for (const step of steps.slice(versionOf(connection, steps.length))) connection.exec(step)
    connection.rows({ sql: 'UPDATE nano_banana_journal SET version = $1', values: [steps.length] })
    connection.exec('COMMIT')
  } catch (error) {
    connection.rollback()
    throw error
  }
}

function versionOf({ rows, path }: Connection, known: number): number {
  const [found] = rows({ sql: `SELECT 1 FROM sqlite_schema WHERE name = 'nano_banana_journal'`, values: [] })
  if (found === undefined) return 0
  const [row] = rows({ sql: 'SELECT version FROM nano_banana_journal', values: [] })
  const version = row?.['version']
  if (typeof version !== 'number')
    throw new JournalError('corrupt', `The journal ${path} does not tell its version: restore it from a backup`)
  if (version > known)
    throw new JournalError(
      'newer',
      `The journal ${path} has version ${version}, and this code knows ${known}: update first`,
    )
  return version
}
