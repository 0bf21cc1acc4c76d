import { JournalError } from '@nano-banana/core'
import { table } from '../statements.ts'
import { inTransaction } from './in-transaction.ts'
import type { Session } from './session.ts'

/** How the tables came to be what they are: a version is the number of steps. Released steps are never changed, only added to. */
export const schemaSteps: readonly string[] = [
  `CREATE TABLE nano_banana_journal (version integer NOT NULL);
  INSERT INTO nano_banana_journal VALUES (0);
  CREATE TABLE ${table} (
    operation_id text COLLATE "C" PRIMARY KEY,
    revision integer NOT NULL,
    state text COLLATE "C" NOT NULL,
    task_id text COLLATE "C",
    token text COLLATE "C" NOT NULL,
    owner text COLLATE "C",
    due_ms double precision,
    created_ms double precision NOT NULL,
    checksum integer NOT NULL,
    record text NOT NULL
  );
  CREATE INDEX nano_banana_by_task ON ${table} (task_id) WHERE task_id IS NOT NULL;
  CREATE INDEX nano_banana_by_token ON ${table} (token);
  CREATE INDEX nano_banana_by_state ON ${table} (state, due_ms);
  CREATE INDEX nano_banana_by_owner ON ${table} (owner, created_ms, operation_id) WHERE owner IS NOT NULL;
  CREATE INDEX nano_banana_by_age ON ${table} (created_ms, operation_id);`,
  `-- Of those that hold one task, the first is found by it.
  UPDATE ${table} SET task_id = NULL WHERE EXISTS (
    SELECT 1 FROM ${table} AS other WHERE other.task_id = ${table}.task_id
      AND (other.created_ms, other.operation_id) < (${table}.created_ms, ${table}.operation_id)
  );
  DROP INDEX nano_banana_by_task;
  CREATE UNIQUE INDEX nano_banana_by_task ON ${table} (task_id) WHERE task_id IS NOT NULL;`,
]

/** Brings the tables to the version that this code knows. Throws `JournalError`, `newer`, for one that it does not know, and leaves that alone. */
export async function migrate(session: Session, steps = schemaSteps): Promise<void> {
  await assertDurable(session)
  // Most of the time there is nothing to do, and no right to create tables is needed.
  if ((await versionOf(session, steps.length)) === steps.length) return
  await inTransaction(session, async () => {
    await session.rows({ sql: `SELECT pg_advisory_xact_lock(hashtext('nano_banana_journal'))`, values: [] })
    for (const step of steps.slice(await versionOf(session, steps.length))) await session.exec(step)
    await session.rows({ sql: 'UPDATE nano_banana_journal SET version = $1', values: [steps.length] })
  })
}

async function versionOf({ rows }: Session, known: number): Promise<number> {
  const [found] = await rows({ sql: findJournal, values: [] })
  if (found === undefined) return 0
  const [row] = await rows({ sql: 'SELECT version FROM nano_banana_journal', values: [] })
  const version = row?.['version']
  if (typeof version !== 'number')
    throw new JournalError('corrupt', 'The journal in PostgreSQL does not tell its version: restore it from a backup')
  if (version > known)
    throw new JournalError(
      'newer',
      `The journal in PostgreSQL has version ${version}, and this code knows ${known}: update first`,
    )
  return version
}

// Asked like any other table: `to_regclass` remembers, and would not see what another process has made while this one waited.
const findJournal = `SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE relname = 'nano_banana_journal' AND nspname = ANY (current_schemas(false))`

// What resolves must be there after a loss of power.
async function assertDurable({ rows }: Session): Promise<void> {
  const [row] = await rows({ sql: `SELECT current_setting('synchronous_commit') AS mode`, values: [] })
  if (row?.['mode'] !== 'off') return
  throw new JournalError(
    'unavailable',
    `PostgreSQL would acknowledge what is not on its disk: give the pool the options '-c synchronous_commit=on'`,
    { retryable: false },
  )
}
