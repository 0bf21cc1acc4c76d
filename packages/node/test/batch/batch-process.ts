import { mkdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { env, exit } from 'node:process'
import type { Journal } from '@nano-banana/core'
import { createNanoBanana, jsonlRows, runBatch, sqliteJournal } from '@nano-banana/node'

// A process of its own, to be killed at any moment and started again. All comes from the environment:
// EMULATOR_URL, BATCH_FILE (JSONL), BATCH_OUT, BATCH_CONCURRENCY (20), BATCH_KEY (sk-test-batch),
// BATCH_BOUNDARIES=1 prints `before <n> <what>` and `after <n> <what>` at each durable write of the journal,
// BATCH_DIE_AT=<n>, BATCH_DIE=before|after and BATCH_DIE_LATER_MS=<ms> (0) end it there by SIGKILL.
const { EMULATOR_URL: baseUrl = '', BATCH_FILE: file = '', BATCH_OUT: outDir = '' } = env
const dieAt = Number(env['BATCH_DIE_AT'] ?? Number.NaN)
const dieWhen = env['BATCH_DIE'] ?? 'after'
const dieLaterMs = Number(env['BATCH_DIE_LATER_MS'] ?? 0)
let boundaries = 0

// Synchronous, so that what is printed has happened whatever comes next.
function mark(when: 'before' | 'after', nth: number, what: string): void {
  if (env['BATCH_BOUNDARIES']) writeSync(1, `${when} ${nth} ${what}\n`)
  if (nth === dieAt && when === dieWhen) die()
}

function die(): void {
  if (dieLaterMs > 0) setTimeout(() => process.kill(process.pid, 'SIGKILL'), dieLaterMs)
  else process.kill(process.pid, 'SIGKILL')
}

async function marked<T>(what: string, write: () => Promise<T>): Promise<T> {
  boundaries += 1
  const nth = boundaries
  mark('before', nth, what)
  const written = await write()
  mark('after', nth, what)
  return written
}

function withMarks(journal: Journal): Journal {
  return {
    ...journal,
    insert: (operation) => marked(`insert ${operation.operationId}`, () => journal.insert(operation)),
    replace: (next, effect) => marked(`${next.state} ${next.operationId}`, () => journal.replace(next, effect)),
  }
}

// The journal's folder must be there before the batch makes it.
mkdirSync(join(outDir, '.nano-banana'), { recursive: true })
const journal = sqliteJournal({ path: join(outDir, '.nano-banana', 'journal.sqlite') })
const { counts, spent } = await runBatch({
  client: createNanoBanana({ apiKey: env['BATCH_KEY'] ?? 'sk-test-batch', baseUrl }),
  ...{ rows: jsonlRows(file), outDir, journal: withMarks(journal), trustedOrigins: [baseUrl] },
  concurrency: Number(env['BATCH_CONCURRENCY'] ?? 20),
})
await journal.close()
writeSync(1, `done ${JSON.stringify({ counts, spent, boundaries })}\n`)
exit(0)
