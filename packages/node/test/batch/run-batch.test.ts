import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryJournal } from '@nano-banana/core'
import { expect, it } from 'vitest'
import { picturesIn, resultsIn, rowsOf, setupBatch } from './setup-batch.ts'

it('saves a picture of each row, and says so in the order of the rows', async () => {
  const { run, outDir, ledger, events } = await setupBatch()
  const report = await run({ rows: [...rowsOf(3), { prompt: 'a cat', output_format: 'jpg', metadata: { page: 7 } }] })
  expect(report).toMatchObject({ rows: 4, ended: 4, counts: { saved: 4 }, spent: 4, cost: undefined, isStopped: false })
  const files = picturesIn(outDir)
  expect(Object.keys(files)).toEqual([
    expect.stringMatching(/^a-cat-[0-9a-f]{12}\.jpg$/),
    'row-1.png',
    'row-2.png',
    'row-3.png',
  ])
  const results = resultsIn(outDir)
  expect(results.map(({ id, line, status }) => [id, line, status]).slice(0, 3)).toEqual([
    ['row-1', 1, 'saved'],
    ['row-2', 2, 'saved'],
    ['row-3', 3, 'saved'],
  ])
  for (const { files: saved } of results) for (const { file, sha256 } of saved) expect(files[file]).toBe(sha256)
  expect(results[3]).toMatchObject({ metadata: { page: 7 }, taskId: expect.stringMatching(/^tk-hiapi-/) })
  expect(results).toEqual(report.results)
  expect(readFileSync(join(outDir, 'results.jsonl'), 'utf8')).not.toMatch(/https?:/)
  expect(events[0]).toMatchObject({ type: 'planned', plan: { rows: 4, toSubmit: 4, problems: [] } })
  expect(ledger()).toHaveLength(4)
})

it('does nothing again that is done', async () => {
  const { run, emulator, ledger, outDir } = await setupBatch()
  await run()
  const before = picturesIn(outDir)
  emulator.faults.add({ on: 'any', fault: { kind: 'status', status: 500 }, times: Number.POSITIVE_INFINITY })
  expect(await run()).toMatchObject({ counts: { saved: 3 }, spent: 3 })
  expect(picturesIn(outDir)).toEqual(before)
  expect(ledger()).toHaveLength(3)
})

it('pays for new rows only when rows are added, moved and removed', async () => {
  const { run, ledger } = await setupBatch()
  const [fox, cat, dog] = [{ prompt: 'a fox' }, { prompt: 'a cat' }, { prompt: 'a dog' }]
  await run({ rows: [fox, cat, fox] })
  expect(ledger()).toHaveLength(3)
  const report = await run({ rows: [dog, cat, fox, fox] })
  expect(report.counts.saved).toBe(4)
  expect(ledger()).toHaveLength(4)
})

it('loads a picture again that somebody has removed, and pays nothing', async () => {
  const { run, outDir, ledger } = await setupBatch()
  await run()
  const before = picturesIn(outDir)
  rmSync(join(outDir, 'row-2.png'))
  expect(await run()).toMatchObject({ counts: { saved: 3 } })
  expect(picturesIn(outDir)).toEqual(before)
  expect(ledger()).toHaveLength(3)
})

it('leaves files of others alone, before anything is paid, and what was changed since', async () => {
  const { run, outDir, ledger } = await setupBatch()
  await run({ rows: rowsOf(1) })
  writeFileSync(join(outDir, 'row-2.png'), 'mine')
  writeFileSync(join(outDir, 'row-1.png'), 'touched up')
  const { results } = await run({ rows: rowsOf(2) })
  expect(results).toMatchObject([
    { status: 'not_saved', error: { reason: 'exists', message: expect.stringContaining('not as it was saved') } },
    { status: 'skipped', error: { reason: 'exists', message: expect.stringContaining('move it away') } },
  ])
  expect(readFileSync(join(outDir, 'row-1.png'), 'utf8')).toBe('touched up')
  expect(readFileSync(join(outDir, 'row-2.png'), 'utf8')).toBe('mine')
  expect(ledger()).toHaveLength(1)
})

it('keeps the picture of a row that now asks for another one, and says how to go on', async () => {
  const { run, outDir, ledger } = await setupBatch()
  await run()
  const before = picturesIn(outDir)
  const rows = [{ id: 'row-1', prompt: 'something else' }, ...rowsOf(2, 2)]
  const report = await run({ rows })
  expect(report.results[0]).toMatchObject({
    status: 'saved',
    differs: true,
    files: [{ file: 'row-1.png' }],
    error: { reason: 'differs', message: expect.stringContaining('new id') },
  })
  expect(picturesIn(outDir)).toEqual(before)
  expect(ledger()).toHaveLength(3)
  // What was left to the defaults, or written otherwise, is no other wish.
  const same = await run({ rows: rowsOf(3).map((row) => ({ resolution: '1K', ...row, image_input: [] }) as const) })
  expect(same.results.map(({ differs }) => differs)).toEqual([undefined, undefined, undefined])
})

it('tells all that is wrong with rows before anything is sent, and goes on with the others', async () => {
  const { run, ledger, events, outDir } = await setupBatch()
  const bad = { prompt: '', aspectRatio: '1:1', resolution: '8K' } as unknown as { prompt: string }
  await run({ rows: [bad, { id: 'a', prompt: 'a' }, { id: 'a', prompt: 'b' }] })
  expect(events[0]).toMatchObject({
    type: 'planned',
    plan: {
      toSubmit: 1,
      problems: [
        {
          line: 1,
          issues: [
            { field: 'aspectRatio', message: expect.stringContaining('did you mean aspect_ratio?') },
            { field: 'prompt' },
            { field: 'resolution' },
          ],
        },
        { line: 3, id: 'a', issues: [{ field: 'id', message: expect.stringContaining('earlier row') }] },
      ],
    },
  })
  expect(resultsIn(outDir).map(({ status }) => status)).toEqual(['invalid', 'saved', 'invalid'])
  expect(ledger()).toHaveLength(1)
})

it('isolates what fails and what is refused, and asks for it again only when told to', async () => {
  const { run, ledger, emulator } = await setupBatch()
  const rows = [
    { id: 'fails', prompt: 'a cat [fail]' },
    { id: 'refused', prompt: 'a dog', route: 'nowhere' },
    { id: 'good', prompt: 'a fox' },
  ]
  const first = await run({ rows })
  expect(first.results).toMatchObject([
    { status: 'failed', error: { reason: 'TASK_FAILED' } },
    { status: 'refused', error: { reason: 'refused', message: expect.stringContaining('mend the row') } },
    { status: 'saved' },
  ])
  expect([ledger().length, first.spent]).toEqual([2, 2])
  expect((await run({ rows })).results.map(({ status }) => status)).toEqual(['failed', 'refused', 'saved'])
  expect(ledger()).toHaveLength(2)
  const again = await run({ rows, retryFailed: true })
  expect(again.results.map(({ status }) => status)).toEqual(['failed', 'refused', 'saved'])
  expect([ledger().length, again.spent]).toEqual([3, 3])
  // Nothing was made of the refused row, so that it may be mended in its place.
  const mended = await run({ rows: rows.map(({ id, prompt }) => ({ id, prompt })) })
  expect(mended.results.map(({ status }) => status)).toEqual(['failed', 'saved', 'saved'])
  expect(ledger()).toHaveLength(4)
  emulator.faults.clear()
})

it('takes only the first rows when told to, and the rest later', async () => {
  const { run, ledger } = await setupBatch()
  expect(await run({ limit: 2 })).toMatchObject({ rows: 2, counts: { saved: 2 } })
  expect(await run()).toMatchObject({ rows: 3, counts: { saved: 3 } })
  expect(ledger()).toHaveLength(3)
})

it('refuses to go on with another account, unless it is a new key of the same', async () => {
  const { run, ledger } = await setupBatch()
  await run({ rows: rowsOf(1) })
  await expect(run({ apiKey: 'sk-test-other' })).rejects.toMatchObject({ code: 'invalid_input', field: 'outDir' })
  expect(ledger()).toHaveLength(1)
  expect(await run({ apiKey: 'sk-test-other', isSameAccount: true })).toMatchObject({ counts: { saved: 3 } })
  expect(await run({ apiKey: 'sk-test-other' })).toMatchObject({ counts: { saved: 3 } })
})

it('is at work in a folder only once', async () => {
  const { run, ledger } = await setupBatch({ stages: { queued: 300, handling: 0, archiving: 0 } })
  const first = run()
  await expect(run()).rejects.toMatchObject({ code: 'journal', reason: 'unavailable', retryable: true })
  await first
  expect(ledger()).toHaveLength(3)
})

it('keeps two batches apart in one journal, and the operations of others alone', async () => {
  const journal = memoryJournal()
  const [one, two] = [await setupBatch(), await setupBatch()]
  await one.run({ journal, name: 'one' })
  await two.run({ journal, name: 'two' })
  expect([one.ledger().length, two.ledger().length]).toEqual([3, 3])
  expect(await two.run({ journal, name: 'two' })).toMatchObject({ spent: 3 })
})

it('keeps its journal in the folder when it is given none', async () => {
  const { run, outDir, ledger } = await setupBatch()
  await run({ journal: undefined })
  expect(existsSync(join(outDir, '.nano-banana', 'journal.sqlite'))).toBe(true)
  expect(await run({ journal: undefined })).toMatchObject({ counts: { saved: 3 } })
  expect(ledger()).toHaveLength(3)
})

it.each([
  [{ concurrency: 0 }, 'concurrency'],
  [{ maxTasks: -1 }, 'maxTasks'],
  [{ prices: { '8K': 1 } as object }, 'prices'],
  [{ outDir: '' }, 'outDir'],
  [{ nonsense: true }, 'nonsense'],
])('names the option that makes no sense: %j', async (options, field) => {
  const { run, ledger } = await setupBatch()
  await expect(run(options as object)).rejects.toMatchObject({ code: 'invalid_input', field })
  expect(ledger()).toEqual([])
})
