// Runs one batch in a process of its own, and tells its parent what it took.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createNanoBanana, jsonlRows, runBatch } from '@nano-banana/node'
import { watchMemory } from '../watch-memory.ts'

const [baseUrl = '', folder = '', rows = ''] = process.argv.slice(2)
const file = join(folder, 'prompts.jsonl')

/** The narrowest picture is the smallest file: the bench is about rows, not about bytes. */
function batchOf(count: number, name: string): void {
  const row = (nth: number): string =>
    JSON.stringify({
      id: `${name}-${nth}`,
      prompt: `A fox with ${nth} tails`,
      aspect_ratio: '1:8',
      output_format: 'jpg',
    })
  writeFileSync(file, Array.from({ length: count }, (_, nth) => `${row(nth)}\n`).join(''))
}

let firstSubmitAt: number | undefined
const measuredFetch: typeof fetch = (input, init) => {
  if (init?.method === 'POST' || (input instanceof Request && input.method === 'POST'))
    firstSubmitAt ??= performance.now()
  return fetch(input, init)
}

async function run(name: string) {
  return runBatch({
    client: createNanoBanana({ apiKey: 'sk-test-bench', baseUrl, fetch: measuredFetch }),
    ...{ rows: jsonlRows(file), outDir: join(folder, name), trustedOrigins: [baseUrl], concurrency: 100 },
  })
}

// What a first row brings along, code and connections, is the base.
batchOf(1, 'warm-up')
await run('warm-up')
batchOf(Number(rows), 'row')
firstSubmitAt = undefined
const overBytes = watchMemory()
const startedAt = performance.now()
const { counts } = await run('pictures')
process.send?.({
  saved: counts.saved,
  overBaseMegabytes: Math.round(overBytes() / 1e6),
  firstSubmitMs: Math.round((firstSubmitAt ?? Number.NaN) - startedAt),
  seconds: Math.round((performance.now() - startedAt) / 1_000),
})
process.on('disconnect', () => process.exit())
