import type { DatabaseSync } from 'node:sqlite'
import { type Journal, JournalError, type Operation } from '@nano-banana/core'
import { createListeners } from '../listeners.ts'
import { createReading } from '../reading.ts'
import { operationOf, rowOf } from '../row.ts'
import { selectBy } from '../statements.ts'
import { createGroupCommit } from './group-commit.ts'
import { openJournal } from './open-journal.ts'
import { createOtherWriters } from './other-writers.ts'
import { runEffect } from './run-effect.ts'
import { parsePath, type SqliteJournalOptions } from './sqlite-journal-options.ts'
import { whenFree } from './when-free.ts'
import { forgetSome, insertNew, replaceOld } from './writing.ts'

export type { SqliteJournalOptions }

/**
 * A journal in a file, by Node's own SQLite; opens it at once. An effect is given the open database, must be synchronous,
 * and must not end its transaction, which other writes of the same moment share. Throws `InvalidInputError` and `JournalError`.
 */
export function sqliteJournal(options: SqliteJournalOptions): Journal<DatabaseSync> {
  const path = parsePath(options)
  const connection = openJournal(path)
  const commits = createGroupCommit(connection)
  const listeners = createListeners({ whileHeard: () => others.watch() })
  const others = createOtherWriters(connection, listeners.tell)
  let closing: Promise<void> | undefined

  function assertOpen(): void {
    if (closing) throw new JournalError('unavailable', `The journal ${path} was closed`, { retryable: false })
  }

  /** Commits work that tells the number of its write, and then tells others of that. */
  async function commit<T extends { readonly written: number | undefined }>(
    operation: Operation,
    work: () => T,
  ): Promise<T> {
    assertOpen()
    const done = await commits.write(work)
    if (done.written !== undefined) {
      others.skip(done.written)
      listeners.tell(operation.operationId)
    }
    return done
  }

  const holderOf = ({ taskId }: Operation) =>
    taskId === undefined ? undefined : connection.rows(selectBy('task_id', taskId))[0]

  return {
    ...createReading(async (statement) => {
      assertOpen()
      return whenFree(() => connection.rows(statement))
    }, path),
    async insert(operation) {
      const row = rowOf(operation)
      const { stored } = await commit(operation, () => ({
        written: insertNew(connection, row),
        stored: connection.rows(selectBy('operation_id', operation.operationId))[0] ?? holderOf(operation),
      }))
      return operationOf(stored ?? {}, path)
    },
    async replace(next, effect) {
      const row = rowOf(next)
      const { written } = await commit(next, () => {
        const written = replaceOld(connection, row)
        if (written !== undefined && effect) runEffect(effect, connection.database)
        return { written }
      })
      return written !== undefined
    },
    async forget(dueByMs) {
      for (let forgotten = 0; ; ) {
        assertOpen()
        const { removed, isAll } = await commits.write(() => forgetSome(connection, dueByMs))
        forgotten += removed
        if (isAll) return forgotten
      }
    },
    subscribe: listeners.subscribe,
    close() {
      listeners.end()
      closing ??= commits.drained().then(connection.close)
      return closing
    },
  }
}
