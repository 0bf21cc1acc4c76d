import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type Journal, memoryJournal, systemClock } from '@nano-banana/core'
import { type StartOptions, startEmulator } from '@nano-banana/emulator'
import { createNanoBanana } from '@nano-banana/node'
import { onTestFinished } from 'vitest'
import type { BatchOptions } from '../../src/batch/batch-options.ts'
import type { BatchEvent } from '../../src/batch/run/batch-events.ts'
import type { RowResult } from '../../src/batch/run/row-result.ts'
import { runBatch } from '../../src/batch/run-batch.ts'

export const instant = { queued: 0, handling: 0, archiving: 0 }

/** Rows that differ by their prompts. */
export const rowsOf = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => ({ id: `row-${from + index}`, prompt: `picture ${from + index}` }))

/** Time that passes so many times faster, for pauses; the wall stays where it is. */
export const hurried = (factor: number): Clock => ({
  now: systemClock.now,
  monotonic: () => systemClock.monotonic() * factor,
  sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
})

/** A folder that goes with the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'nano-banana-batch-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** What a folder shows: its files, by name, with what is in them. */
export const picturesIn = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(path)
      .filter((name) => name !== '.nano-banana' && name !== 'results.jsonl')
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(path, name)))
          .digest('hex'),
      ]),
  )

export const resultsIn = (path: string): readonly RowResult[] =>
  readFileSync(join(path, 'results.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** What a test batch is made with. */
export interface BatchSetupOptions extends Partial<BatchOptions> {
  readonly apiKey?: string
}

/** A batch over real HTTP: each run is what a process would do. */
export async function setupBatch(options: StartOptions = {}) {
  const emulator = await startEmulator({ stages: instant, quota: 0, ...options })
  onTestFinished(emulator.close)
  const outDir = join(folder(), 'out')
  const journal: Journal = memoryJournal()
  const clock = hurried(20)
  const events: BatchEvent[] = []
  const reported: unknown[] = []
  const run = ({ apiKey = 'sk-test-batch', ...again }: BatchSetupOptions = {}) =>
    runBatch({
      client: createNanoBanana({ apiKey, baseUrl: emulator.url, clock, retry: { submitAttempts: 1 } }),
      ...{ journal, outDir, clock, rows: rowsOf(3), trustedOrigins: [emulator.url] },
      onProgress: (event) => events.push(event),
      reportError: (error) => reported.push(error),
      ...again,
    })
  const ledger = () => emulator.ledger.entries()
  return { emulator, outDir, journal, events, reported, run, ledger, clock }
}
