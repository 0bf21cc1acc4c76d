import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@nano-banana/emulator'

/** Where a process of a batch ends itself by SIGKILL. */
export interface Death {
  /** At which of its durable writes. */
  readonly at: number
  readonly when: 'before' | 'after'
  /** So many milliseconds later: in the middle of whatever it does then. */
  readonly laterMs?: number
}

/** One batch in a folder of its own, paid by an account of its own. */
export interface DrilledBatch {
  /** Starts a process that works on it; tells how many durable writes it did, or nothing when it was killed. */
  readonly run: (death?: Death) => Promise<number | undefined>
  /** How far it is from a batch that nobody has killed, by its files and by the emulator's ledger. Removes its folder. */
  readonly judge: () => Verdict
}

/** Zeros are good. */
export interface Verdict {
  /** Rows without their picture, or with another one, and files that should not be there. */
  readonly lost: number
  /** Tasks that were billed beyond one a row. */
  readonly double: number
}

const child = fileURLToPath(new URL('../batch/batch-process.ts', import.meta.url))
const concurrency = 500

/** A folder and an emulator without limits, a thousand times faster than the service, that paints each picture once. */
export async function openBatchRig() {
  const folder = mkdtempSync(join(tmpdir(), 'nano-banana-kill-'))
  const emulator = await startEmulator({ quota: 0, concurrent: Number.POSITIVE_INFINITY, speed: 1_000 })
  const expected = new Map<number, ReadonlyMap<string, string>>()
  let batches = 0

  function open(rows: number): DrilledBatch & { readonly pictures: () => ReadonlyMap<string, string> } {
    batches += 1
    const [file, outDir] = [join(folder, `${rows}.jsonl`), join(folder, String(batches))]
    writeFileSync(file, Array.from({ length: rows }, (_, nth) => `${JSON.stringify(rowOf(nth))}\n`).join(''))
    const account = `sk-test-kill-${batches}`
    const environment = { EMULATOR_URL: emulator.url, BATCH_FILE: file, BATCH_OUT: outDir, BATCH_KEY: account }
    const pictures = (): ReadonlyMap<string, string> =>
      new Map(readdirSync(outDir).filter(isPicture).map(hashed(outDir)))
    return {
      pictures,
      run: (death) => runProcess({ ...environment, ...environmentOf(death) }),
      judge() {
        const wanted = expected.get(rows) ?? new Map()
        const found = pictures()
        const wrong = [...wanted].filter(([name, hash]) => found.get(name) !== hash).length
        const strange = [...found.keys()].filter((name) => !wanted.has(name)).length
        const unsaved = rows - savedIn(join(outDir, 'results.jsonl'), found)
        const billed = emulator.ledger.entries().filter((entry) => entry.account === account).length
        rmSync(outDir, { recursive: true })
        return { lost: Math.max(wrong + strange, unsaved, rows - billed), double: Math.max(0, billed - rows) }
      },
    }
  }

  return {
    open,
    /** Runs a batch of so many rows that nobody kills: the others are held against it. Tells how many durable writes it did. */
    async measure(rows: number): Promise<number> {
      const batch = open(rows)
      const writes = await batch.run()
      if (writes === undefined) throw new Error('The batch that nobody kills has died')
      expected.set(rows, batch.pictures())
      return writes
    },
    async close(): Promise<void> {
      await emulator.close()
      rmSync(folder, { recursive: true })
    },
  }
}

// The narrowest picture is the smallest file: the drill is about rows, not about bytes.
const rowOf = (nth: number) => ({
  ...{ id: `row-${nth + 1}`, prompt: `A fox with ${nth + 1} tails`, aspect_ratio: '1:8', output_format: 'jpg' },
})

const environmentOf = (death: Death | undefined): Readonly<Record<string, string>> =>
  death ? { BATCH_DIE_AT: `${death.at}`, BATCH_DIE: death.when, BATCH_DIE_LATER_MS: `${death.laterMs ?? 0}` } : {}

async function runProcess(environment: Readonly<Record<string, string>>): Promise<number | undefined> {
  const env = { ...process.env, BATCH_CONCURRENCY: `${concurrency}`, ...environment }
  const argv = ['--conditions=@nano-banana/source', child]
  const running = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  running.stdout.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const [code, signal] = await once(running, 'close')
  if (signal === 'SIGKILL') return undefined
  if (code !== 0) throw new Error(`A process of the batch has ended with ${code ?? signal}: ${said}`)
  return JSON.parse(said.slice(said.lastIndexOf('done ') + 5)).boundaries
}

const isPicture = (name: string): boolean => name !== '.nano-banana' && name !== 'results.jsonl'

const hashed =
  (folder: string) =>
  (name: string): [string, string] => [
    name,
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  ]

/** How many rows' results tell the truth. */
function savedIn(path: string, found: ReadonlyMap<string, string>): number {
  if (!existsSync(path)) return 0
  const results = readFileSync(path, 'utf8').trimEnd().split('\n')
  return results.filter((line) => {
    const { status, files } = JSON.parse(line)
    return status === 'saved' && files.length === 1 && found.get(files[0].file) === files[0].sha256
  }).length
}
