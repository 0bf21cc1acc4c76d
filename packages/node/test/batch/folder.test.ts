import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { lockBatch } from '../../src/batch/folder/lock-batch.ts'
import { openReceipts } from '../../src/batch/folder/receipts.ts'
import { removePartials } from '../../src/batch/folder/remove-partials.ts'
import { folder, picturesIn, setupBatch } from './setup-batch.ts'

const content = { bytes: 3, sha256: 'abc' }

it('remembers files, and those that nobody has finished', async () => {
  const path = join(folder(), 'files.jsonl')
  const first = await openReceipts(path)
  await first.begin('a.png', 'task-a')
  await first.begin('b.png', 'task-b')
  await first.end('a.png', 'task-a', content)
  await first.close()
  // What a crash has cut, and what is no receipt.
  appendFileSync(path, '7\n{"file":"c.png","task')
  const second = await openReceipts(path)
  expect(second.get('a.png')).toEqual({ file: 'a.png', taskId: 'task-a', content })
  expect(second.get('c.png')).toBeUndefined()
  expect(second.unfinished()).toEqual(['b.png'])
  await second.end('b.png', 'task-b', content)
  await second.close()
  const third = await openReceipts(path)
  onTestFinished(third.close)
  expect(third.unfinished()).toEqual([])
})

it('is locked by one, and by nobody once that has gone', () => {
  const path = join(folder(), 'lock')
  const unlock = lockBatch(path)
  expect(() => lockBatch(path)).toThrow(/Another process is at work/)
  unlock()
  lockBatch(path)()
})

it('removes parts of its own files only', async () => {
  const path = folder()
  const long = 'x'.repeat(80)
  const parts = ['.a.png.0123456789abcdef.part', `.${long.slice(0, 60)}.0123456789abcdef.part`]
  const others = ['.b.png.0123456789abcdef.part', 'a.png.part', '.a.png.part']
  for (const name of [...parts, ...others]) writeFileSync(join(path, name), '')
  await removePartials(path, ['a.png', long])
  expect(Object.keys(picturesIn(path))).toEqual([...others].sort())
})

it.each([
  ['{"version":2,"batch":"b","accounts":[]}', 'newer'],
  ['{"version":1,"batch":"b"', 'corrupt'],
  ['', 'corrupt'],
])('does not pay again over an identity that it cannot read: %j', async (identity, reason) => {
  const { run, outDir, ledger } = await setupBatch()
  mkdirSync(join(outDir, '.nano-banana'), { recursive: true })
  writeFileSync(join(outDir, '.nano-banana', 'batch.json'), identity)
  await expect(run()).rejects.toMatchObject({ code: 'journal', reason })
  expect(ledger()).toEqual([])
})

it('shows no key, no prompt and no address of a picture in what it keeps beside the journal', async () => {
  const { run, outDir } = await setupBatch()
  await run({ rows: [{ id: 'a', prompt: 'a secret wish' }] })
  for (const name of ['batch.json', 'files.jsonl'])
    expect(readFileSync(join(outDir, '.nano-banana', name), 'utf8')).not.toMatch(/sk-test|secret wish|https?:/)
})

it('cannot be where a file is', async () => {
  const { run, outDir, ledger } = await setupBatch()
  writeFileSync(outDir, 'a file')
  await expect(run()).rejects.toMatchObject({ code: 'journal', message: expect.stringContaining('ENOTDIR') })
  expect(ledger()).toEqual([])
})
