import type { Operation } from '@nano-banana/core'

/** A SQLite journal as version 1 of the schema was first written, with version 1 of a record in it. Never to be changed. */
export const sqliteOfSchema1 = `
  CREATE TABLE nano_banana_journal (version INTEGER NOT NULL, writes INTEGER NOT NULL) STRICT;
  INSERT INTO nano_banana_journal VALUES (1, 1);
  CREATE TABLE nano_banana_operations (
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
  CREATE INDEX nano_banana_by_task ON nano_banana_operations (task_id) WHERE task_id IS NOT NULL;
  CREATE INDEX nano_banana_by_token ON nano_banana_operations (token);
  CREATE INDEX nano_banana_by_state ON nano_banana_operations (state, due_ms);
  CREATE INDEX nano_banana_by_owner ON nano_banana_operations (owner, created_ms, operation_id) WHERE owner IS NOT NULL;
  CREATE INDEX nano_banana_by_age ON nano_banana_operations (created_ms, operation_id);
  CREATE INDEX nano_banana_by_written ON nano_banana_operations (written);
  INSERT INTO nano_banana_operations VALUES ('order-7', 2, 'accepted', 'tk-hiapi-7', 'tok-7', 'Zoë', 2000.5, 1000, 1, -1229705156,
    '{"version":1,"operationId":"order-7","state":"accepted","revision":2,"dueAtMs":2000.5,"createdAtMs":1000,"owner":"Zoë","metadata":{"order":7},"token":"tok-7","idempotencyKey":"key-7","keyUsedAtMs":1001,"body":"{\\"prompt\\":\\"a cat\\"}","taskId":"tk-hiapi-7","failures":0}');
`

/** The same in PostgreSQL. Never to be changed. */
export const postgresOfSchema1 = `
  CREATE TABLE nano_banana_journal (version integer NOT NULL);
  INSERT INTO nano_banana_journal VALUES (1);
  CREATE TABLE nano_banana_operations (
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
  CREATE INDEX nano_banana_by_task ON nano_banana_operations (task_id) WHERE task_id IS NOT NULL;
  CREATE INDEX nano_banana_by_token ON nano_banana_operations (token);
  CREATE INDEX nano_banana_by_state ON nano_banana_operations (state, due_ms);
  CREATE INDEX nano_banana_by_owner ON nano_banana_operations (owner, created_ms, operation_id) WHERE owner IS NOT NULL;
  CREATE INDEX nano_banana_by_age ON nano_banana_operations (created_ms, operation_id);
  INSERT INTO nano_banana_operations VALUES ('order-7', 2, 'accepted', 'tk-hiapi-7', 'tok-7', 'Zoë', 2000.5, 1000, -1229705156,
    '{"version":1,"operationId":"order-7","state":"accepted","revision":2,"dueAtMs":2000.5,"createdAtMs":1000,"owner":"Zoë","metadata":{"order":7},"token":"tok-7","idempotencyKey":"key-7","keyUsedAtMs":1001,"body":"{\\"prompt\\":\\"a cat\\"}","taskId":"tk-hiapi-7","failures":0}');
`

/** What is in both. */
export const operationOfSchema1: Operation = {
  operationId: 'order-7',
  state: 'accepted',
  revision: 2,
  dueAtMs: 2000.5,
  createdAtMs: 1000,
  owner: 'Zoë',
  metadata: { order: 7 },
  token: 'tok-7',
  idempotencyKey: 'key-7',
  keyUsedAtMs: 1001,
  body: '{"prompt":"a cat"}',
  taskId: 'tk-hiapi-7',
  failures: 0,
}

/** Adds a second operation to either of them, as version 1 allowed it; `more` names a column that only one of them has. */
export const anotherWithTheSameTask = (more = ''): string => `
  INSERT INTO nano_banana_operations
    (operation_id, revision, state, task_id, token, owner, due_ms, created_ms, ${more} checksum, record)
  SELECT 'order-8', revision, state, task_id, token, owner, due_ms, created_ms + 1, ${more} checksum, record
    FROM nano_banana_operations;
`
