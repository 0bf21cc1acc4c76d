import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Journal } from '@nano-banana/core'
import { onTestFinished } from 'vitest'
import { sqliteJournal } from '../../src/index.ts'
import type { Ground } from './contract.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A journal in a file of its own, beside a table that its effects write to. */
export interface SqliteGround extends Ground<DatabaseSync> {
  readonly path: string
  readonly another: () => Journal<DatabaseSync>
}

/** Makes such a journal, which goes away with its test. */
export async function sqliteGround(): Promise<SqliteGround> {
  const path = join(temporaryFolder(), 'journal.db')
  const another = (): Journal<DatabaseSync> => {
    const journal = sqliteJournal({ path })
    onTestFinished(() => journal.close())
    return journal
  }
  const journal = another()
  const look = new DatabaseSync(path)
  onTestFinished(() => look.close())
  look.exec('CREATE TABLE marks (text)')
  return {
    path,
    journal,
    another,
    mark: (text, error) => (tx) => {
      tx.prepare('INSERT INTO marks VALUES (?)').run(text)
      if (error) throw error
    },
    marks: async () =>
      look
        .prepare('SELECT text FROM marks ORDER BY rowid')
        .all()
        .map(({ text }) => String(text)),
  }
}
