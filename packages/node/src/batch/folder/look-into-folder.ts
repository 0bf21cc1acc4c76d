import { existsSync } from 'node:fs'
import type { Journal } from '@nano-banana/core'
import { createTally } from '../../cost/tally.ts'
import { sqliteJournal } from '../../journal/sqlite/sqlite-journal.ts'
import { readStandings, type Standings } from '../plan/standing.ts'
import { readIdentity } from './batch-identity.ts'
import { batchPaths } from './batch-paths.ts'

/** Where to look. */
export interface LookOptions {
  readonly outDir: string
  readonly name: string | undefined
  readonly journal: Journal | undefined
}

/** What is known of a batch, without a lock on it, and without making anything where there is nothing. Rejects with `JournalError`. */
export async function lookIntoFolder({ outDir, name, journal }: LookOptions): Promise<Standings> {
  const paths = batchPaths(outDir)
  const batch = name ?? (await readIdentity(paths.identity))?.batch
  if (batch === undefined) return { rows: new Map(), spent: createTally() }
  if (journal) return readStandings(journal, batch)
  if (!existsSync(paths.journal)) return { rows: new Map(), spent: createTally() }
  const own = sqliteJournal({ path: paths.journal })
  return readStandings(own, batch).finally(own.close)
}
