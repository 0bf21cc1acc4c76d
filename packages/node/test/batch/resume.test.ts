import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Journal, JournalError, memoryJournal } from '@nano-banana/core'
import { expect, it, vi } from 'vitest'
import { picturesIn, resultsIn, rowsOf, setupBatch } from './setup-batch.ts'

/** A journal that fails at its nth write, before or after it has happened, and from then on, as when the process ends there. */
function dyingJournal(journal: Journal, nth: number, when: 'before' | 'after'): Journal {
  let writes = 0
  async function write<T>(work: () => Promise<T>): Promise<T> {
    writes += 1
    const isLast = writes === nth
    if (writes > nth || (isLast && when === 'before')) throw new JournalError('unavailable', 'The end')
    const written = await work()
    if (isLast) throw new JournalError('unavailable', 'The end')
    return written
  }
  return {
    ...journal,
    insert: (operation) => write(() => journal.insert(operation)),
    replace: (next, effect) => write(() => journal.replace(next, effect)),
  }
}

const rows = rowsOf(2).map((row) => ({ ...row, output_format: 'jpg' }) as const)

it('ends with the same files and the same bill wherever it was cut off', async () => {
  const { run, outDir, ledger } = await setupBatch()
  await run({ rows })
  const expected = picturesIn(outDir)
  let before = ledger().length
  expect(before).toBe(2)
  let cuts = 0
  for (const when of ['before', 'after'] as const)
    for (let nth = 1; ; nth += 1) {
      rmSync(outDir, { recursive: true })
      const journal = memoryJournal()
      const first = await run({ rows, journal: dyingJournal(journal, nth, when), name: 'same' }).then(
        () => 'done',
        (error) => error.code,
      )
      if (first === 'done') {
        before = ledger().length
        break
      }
      expect(first).toBe('journal')
      cuts += 1
      expect(await run({ rows, journal, name: 'same' }), `cut ${when} write ${nth}`).toMatchObject({
        counts: { saved: 2 },
      })
      expect(ledger().length - before, `cut ${when} write ${nth}`).toBe(2)
      expect(picturesIn(outDir), `cut ${when} write ${nth}`).toEqual(expected)
      before = ledger().length
    }
  // Each row is written down four times: intended, accepted, final, settled.
  expect(cuts).toBe(16)
}, 60_000)

it('goes on with what a cut has left half loaded, and leaves no part behind', async () => {
  const { run, outDir, emulator, ledger } = await setupBatch()
  emulator.faults.add({ on: 'output', fault: { kind: 'delay', ms: 600_000 }, times: 9 })
  const stop = new AbortController()
  const running = run({ signal: stop.signal })
  await vi.waitFor(() => expect(ledger()).toHaveLength(3))
  await vi.waitFor(() => expect(readdirSync(join(outDir, '.nano-banana'))).toContain('files.jsonl'))
  stop.abort('enough')
  expect(await running).toMatchObject({ isStopped: true, counts: { open: 3 } })
  emulator.faults.clear()
  expect(await run()).toMatchObject({ counts: { saved: 3 } })
  expect(readdirSync(outDir).sort()).toEqual(['.nano-banana', 'results.jsonl', 'row-1.png', 'row-2.png', 'row-3.png'])
  expect(ledger()).toHaveLength(3)
})

it('stops when it is told to: nothing new begins, and running again goes on', async () => {
  const { run, outDir, ledger, events } = await setupBatch({ stages: { queued: 800, handling: 0, archiving: 0 } })
  const stop = new AbortController()
  const running = run({ rows: rowsOf(6), concurrency: 3, signal: stop.signal })
  await vi.waitFor(() => expect(ledger()).toHaveLength(3))
  stop.abort('Ctrl-C')
  const report = await running
  expect(report).toMatchObject({ isStopped: true, resultsPath: undefined, counts: { open: 3, skipped: 3 } })
  expect(report.results.at(-1)).toMatchObject({ status: 'skipped', error: { reason: 'stopped' } })
  expect(events.map(({ type }) => type)).toContain('stopping')
  expect(ledger()).toHaveLength(3)
  expect(await run({ rows: rowsOf(6) })).toMatchObject({ isStopped: false, counts: { saved: 6 } })
  expect(resultsIn(outDir)).toHaveLength(6)
  expect(ledger()).toHaveLength(6)
})

it('does nothing when it was stopped before it began', async () => {
  const { run, ledger } = await setupBatch()
  expect(await run({ signal: AbortSignal.abort('no') })).toMatchObject({ isStopped: true })
  expect(ledger()).toEqual([])
})

it('breaks off a request that nobody answers, and asks again under the same key', async () => {
  const { run, emulator, ledger, journal } = await setupBatch()
  emulator.faults.add({ on: 'create', fault: { kind: 'delay', ms: 1_500 }, times: 1 })
  const stop = new AbortController()
  const running = run({ rows: rowsOf(1), signal: stop.signal })
  await vi.waitFor(async () => expect(await journal.list()).toHaveLength(1))
  stop.abort('Ctrl-C')
  expect(await running).toMatchObject({ isStopped: true, counts: { open: 1 } })
  expect(await run({ rows: rowsOf(1) })).toMatchObject({ counts: { saved: 1 } })
  expect(ledger()).toHaveLength(1)
})

it('brings tasks to their end whose rows are gone', async () => {
  const { run, outDir, ledger } = await setupBatch({ stages: { queued: 500, handling: 0, archiving: 0 } })
  const stop = new AbortController()
  const running = run({ signal: stop.signal })
  await vi.waitFor(() => expect(ledger()).toHaveLength(3))
  stop.abort('enough')
  await running
  expect(await run({ rows: rowsOf(1) })).toMatchObject({ counts: { saved: 1 }, leftovers: 2 })
  expect(Object.keys(picturesIn(outDir))).toEqual(['row-1.png', 'row-2.png', 'row-3.png'])
})

it('makes again what has ended with an emulator inside the process', async () => {
  const first = await setupBatch({ stages: { queued: 3_600_000, handling: 0, archiving: 0 } })
  const stop = new AbortController()
  const running = first.run({ signal: stop.signal })
  await vi.waitFor(() => expect(first.ledger()).toHaveLength(3))
  stop.abort('enough')
  await running
  const second = await setupBatch()
  const { journal, outDir } = first
  expect(await second.run({ journal, outDir, isEphemeral: true })).toMatchObject({ counts: { saved: 3 } })
  expect(second.ledger()).toHaveLength(3)
})
