import { DatabaseSync } from 'node:sqlite'
import type { Journal } from '@nano-banana/core'
import { onTestFinished } from 'vitest'
import { sqliteJournal } from '../../src/index.ts'

/** Opens a journal, which is closed with its test. */
export function openAt(path: string): Journal<DatabaseSync> {
  const journal = sqliteJournal({ path })
  onTestFinished(() => journal.close())
  return journal
}

/** Changes a file that no journal should change. */
export function meddle(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}
