import process from 'node:process'
import { type Effect, type Journal, JournalError, type Operation } from '@nano-banana/core'
import { Pool } from 'pg'
import { sqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts'
import { postgresJournal } from '../../src/postgres.ts'
import { after, anOperation } from './an-operation.ts'

// A process of its own, which writes to a journal as long as it can. Each of its lines tells of a write that has
// resolved, by the operation's id and its revision; the last one may tell why it ended.
const [kind, place = '', operationIds = '', revisions = ''] = process.argv.slice(2)

async function writeAll<Tx>(journal: Journal<Tx>, mark: (text: string) => Effect<Tx>): Promise<void> {
  async function write(operationId: string): Promise<void> {
    let stored = await journal.insert(anOperation({ operationId }))
    for (let written = 0; written < Number(revisions); ) {
      const next = after(stored, { body: 'x'.repeat(1_000) })
      if (await journal.replace(next, mark(lineOf(next)))) {
        process.stdout.write(`${lineOf(next)}\n`)
        written += 1
      }
      stored = (await journal.get(operationId)) ?? stored
    }
  }
  await Promise.all(operationIds.split(',').map(write)).catch((error: unknown) => {
    process.stdout.write(error instanceof JournalError ? `${error.reason} ${error.retryable}\n` : `${error}\n`)
  })
  await journal.close()
}

const lineOf = ({ operationId, revision }: Operation): string => `${operationId} ${revision}`

if (kind === 'sqlite')
  await writeAll(sqliteJournal({ path: place }), (text) => (tx) => {
    tx.prepare('INSERT INTO marks VALUES (?)').run(text)
  })
else {
  const pool = new Pool(JSON.parse(place))
  await writeAll(postgresJournal({ pool }), (text) => async (tx) => {
    await tx.query('INSERT INTO marks (text) VALUES ($1)', [text])
  })
  await pool.end()
}
