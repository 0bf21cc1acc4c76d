import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { memoryJournal } from '@nano-banana/core'
import { expect, it } from 'vitest'
import { planBatch } from '../../src/batch/plan-batch.ts'
import { folder, rowsOf, setupBatch } from './setup-batch.ts'

it('tells what would be done, and makes nothing', async () => {
  const outDir = join(folder(), 'out')
  const rows = [...rowsOf(100), { prompt: 'large', resolution: '4K' } as const, { prompt: '' }]
  const plan = await planBatch({ rows, outDir, prices: { '1K': 0.05, '4K': 0.2 } })
  expect(plan).toMatchObject({
    rows: 102,
    toSubmit: 101,
    overCap: 0,
    open: 0,
    ended: 0,
    spent: 0,
    leastMinutes: 101 / 50,
  })
  expect(plan.cost).toEqual({ amount: expect.closeTo(5.2), unpriced: 0 })
  expect(plan.problems).toMatchObject([{ line: 102, issues: [{ field: 'prompt' }] }])
  expect(plan.bytes).toBe(100 * 1024 * 1024 * 2 + 4096 * 4096 * 2)
  expect(existsSync(outDir)).toBe(false)
})

it('invents no price', async () => {
  const rows = [...rowsOf(1), { prompt: 'large', resolution: '4K' } as const]
  expect(await planBatch({ rows, outDir: folder() })).toMatchObject({ cost: undefined })
  expect(await planBatch({ rows, outDir: folder(), prices: { '1K': 1 } })).toMatchObject({
    cost: { amount: 1, unpriced: 1 },
  })
})

it('knows what earlier runs have done, and counts by the cap', async () => {
  const { run, outDir } = await setupBatch()
  const rows = [{ id: 'fails', prompt: 'a [fail]' }, ...rowsOf(2)]
  await run({ rows, journal: undefined })
  const edited = [...rows.slice(0, 2), { id: 'row-2', prompt: 'other' }, ...rowsOf(5, 3)]
  expect(await planBatch({ rows: edited, outDir, maxTasks: 5 })).toMatchObject({
    ...{ rows: 8, toSubmit: 2, overCap: 3, ended: 3, spent: 3, differing: ['row-2'] },
  })
  expect(await planBatch({ rows: edited, outDir, retryFailed: true })).toMatchObject({ toSubmit: 6, ended: 2 })
  const journal = memoryJournal()
  expect(await planBatch({ rows: edited, outDir, journal, name: 'other' })).toMatchObject({ toSubmit: 8, spent: 0 })
})

it('takes ten thousand rows in less than 150 MB', async () => {
  const file = join(folder(), 'prompts.jsonl')
  const prompt = 'A glowing tropical rainforest at night, seen from above. '.repeat(10)
  writeFileSync(
    file,
    Array.from({ length: 10_000 }, (_, nth) => JSON.stringify({ prompt: `${prompt}${nth}` })).join('\n'),
  )
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
  const script = `
    import { planBatch } from ${JSON.stringify(here('../../src/batch/plan-batch.ts'))}
    import { jsonlRows } from ${JSON.stringify(here('../../src/batch/rows/jsonl-rows.ts'))}
    const before = process.memoryUsage().rss
    const { toSubmit } = await planBatch({ rows: jsonlRows(process.argv[1]), outDir: '/nowhere' })
    process.stdout.write(JSON.stringify({ toSubmit, grown: process.resourceUsage().maxRSS * 1024 - before }))`
  const argv = ['--conditions=@nano-banana/source', '--input-type=module', '--eval', script, file]
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
  const { toSubmit, grown } = JSON.parse(await text(child.stdout))
  expect(toSubmit).toBe(10_000)
  expect(grown).toBeLessThan(150 * 1024 * 1024)
}, 60_000)
