import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createNanoBanana } from '@nano-banana/node'
import { expect, it, vi } from 'vitest'
import { hurried, picturesIn, resultsIn, rowsOf, setupBatch } from './setup-batch.ts'

const always = Number.POSITIVE_INFINITY

it('waits an outage out, with one request every five seconds, and fails no row', async () => {
  const { run, emulator, ledger, events, clock } = await setupBatch()
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 503 }, times: 8 })
  const posts: number[] = []
  const client = createNanoBanana({
    ...{ apiKey: 'sk-test-batch', baseUrl: emulator.url, clock, retry: { submitAttempts: 1 } },
    trace: ({ method }) => void (method === 'POST' && posts.push(clock.monotonic())),
  })
  expect(await run({ client, rows: rowsOf(6) })).toMatchObject({ counts: { saved: 6 }, spent: 6 })
  expect(ledger()).toHaveLength(6)
  const types = events.map(({ type }) => type).filter((type) => type !== 'row_ended')
  expect(types).toEqual(['planned', 'paused', 'resumed'])
  // Four are let through at once; then they ask in turn.
  const begun = posts[0] ?? 0
  const probes = posts.slice(4, 8).map((at, index) => at - begun - 5_000 * (index + 1))
  expect(probes.every((late) => late >= 0)).toBe(true)
})

it.each([
  ['among others', 'picture 2"'],
  ['at the end', 'picture 12"'],
])(
  'leaves a row alone that the service chokes on while it takes others, %s',
  async (_, poison) => {
    const { run, emulator, ledger } = await setupBatch()
    const clock = hurried(200)
    let isPoisoned = true
    const client = createNanoBanana({
      ...{ apiKey: 'sk-test-batch', baseUrl: emulator.url, clock, retry: { submitAttempts: 1 } },
      async fetch(input, init) {
        const request = new Request(input, init)
        const body = request.method === 'POST' ? await request.clone().text() : ''
        if (!isPoisoned || !body.includes(poison)) return fetch(request)
        const before = ledger().length
        // Others get through meanwhile, as long as there are any.
        if (before < 11) await vi.waitFor(() => expect(ledger().length).toBeGreaterThan(before))
        return new Response('{}', { status: 500 })
      },
    })
    const report = await run({ client, clock, rows: rowsOf(12), concurrency: 2 })
    expect(report).toMatchObject({ counts: { saved: 11, open: 1 }, spent: 12 })
    const poisoned = report.results.find(({ status }) => status === 'open')
    expect(poisoned?.error?.message).toMatch(/HTTP 500.*run again/)
    isPoisoned = false
    expect(await run({ client, rows: rowsOf(12) })).toMatchObject({ counts: { saved: 12 }, spent: 12 })
    expect(ledger()).toHaveLength(12)
  },
  60_000,
)

it('asks no sooner than it was told to', async () => {
  const { run, emulator } = await setupBatch()
  const clock = hurried(200)
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 503, retryAfter: '120' }, times: 1 })
  const posts: number[] = []
  const client = createNanoBanana({
    ...{ apiKey: 'sk-test-batch', baseUrl: emulator.url, clock },
    trace: ({ method }) => void (method === 'POST' && posts.push(clock.monotonic())),
  })
  expect(await run({ client, clock, rows: rowsOf(1) })).toMatchObject({ counts: { saved: 1 } })
  expect((posts[1] ?? 0) - (posts[0] ?? 0)).toBeGreaterThanOrEqual(120_000)
})

it('pays once for each row although every answer is lost at first', async () => {
  const { run, emulator, ledger } = await setupBatch()
  emulator.faults.add({ on: 'create', fault: { kind: 'drop_after' }, times: 6 })
  expect(await run()).toMatchObject({ counts: { saved: 3 } })
  expect(ledger()).toHaveLength(3)
})

it('asks for nothing new once the account is empty, keeps what is under way, and goes on later', async () => {
  const { run, emulator, ledger, events, outDir } = await setupBatch()
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 402 }, skip: 2, times: always })
  const report = await run({ rows: rowsOf(30), concurrency: 2 })
  expect(report).toMatchObject({ counts: { saved: 2, skipped: 28 }, spent: 2, halt: { reason: 'balance' } })
  expect(report.halt?.message).toMatch(/HTTP 402.*top up/)
  expect(events.filter(({ type }) => type === 'halted')).toHaveLength(1)
  expect(resultsIn(outDir).at(-1)).toMatchObject({ status: 'skipped', error: { reason: 'balance' } })
  expect(ledger()).toHaveLength(2)
  emulator.faults.clear()
  expect(await run({ rows: rowsOf(4), concurrency: 2 })).toMatchObject({ counts: { saved: 4 }, spent: 4 })
  expect(ledger()).toHaveLength(4)
})

it('asks for nothing new once the key is refused, and goes on with another', async () => {
  const { run, ledger } = await setupBatch()
  const refused = await run({ apiKey: 'sk-live-wrong', rows: rowsOf(9) })
  expect(refused).toMatchObject({ counts: { skipped: 9 }, spent: 0, halt: { reason: 'forbidden' } })
  expect(await run({ isSameAccount: true })).toMatchObject({ counts: { saved: 3 } })
  expect(ledger()).toHaveLength(3)
})

it('never makes more tasks than it may, of all runs', async () => {
  const { run, ledger, outDir } = await setupBatch()
  const rows = [{ id: 'refused', prompt: 'a cat', route: 'nowhere' }, ...rowsOf(5)]
  expect(await run({ rows, maxTasks: 2 })).toMatchObject({ counts: { refused: 1, saved: 2, skipped: 3 }, spent: 2 })
  expect(resultsIn(outDir).at(-1)).toMatchObject({
    error: { reason: 'max_tasks', message: expect.stringContaining('raise') },
  })
  expect(await run({ rows, maxTasks: 2 })).toMatchObject({ counts: { saved: 2, skipped: 3 }, spent: 2 })
  expect(ledger()).toHaveLength(2)
  expect(await run({ rows, maxTasks: 4 })).toMatchObject({ counts: { saved: 4, skipped: 1 }, spent: 4 })
  expect(ledger()).toHaveLength(4)
})

it('counts what may exist as made', async () => {
  const { run, emulator, ledger } = await setupBatch()
  emulator.faults.add({ on: 'create', fault: { kind: 'drop_after' }, times: always })
  const stop = new AbortController()
  const running = run({ rows: rowsOf(5), maxTasks: 2, signal: stop.signal })
  await vi.waitFor(() => expect(ledger()).toHaveLength(2))
  stop.abort('enough')
  expect(await running).toMatchObject({ spent: 2, counts: { open: 2, skipped: 3 } })
  emulator.faults.clear()
  expect(await run({ rows: rowsOf(5), maxTasks: 2 })).toMatchObject({ counts: { saved: 2, skipped: 3 }, spent: 2 })
  expect(ledger()).toHaveLength(2)
})

it('tells what it has cost where prices are known', async () => {
  const { run } = await setupBatch()
  const rows = [...rowsOf(2), { prompt: 'a cat', resolution: '2K' } as const]
  expect(await run({ rows, prices: { '1K': 0.05, '2K': 0.1 } })).toMatchObject({ cost: { amount: 0.2, unpriced: 0 } })
  expect(await run({ rows, prices: { '1K': 0.05 } })).toMatchObject({ cost: { amount: 0.1, unpriced: 1 } })
})

it('loads a picture again that did not come whole, and asks for a fresh address once', async () => {
  const { run, emulator, outDir, ledger } = await setupBatch()
  emulator.faults.add({ on: 'output', fault: { kind: 'cut', atByte: 1_000 }, times: 2 })
  emulator.faults.add({ on: 'output', fault: { kind: 'status', status: 403 }, times: 1 })
  expect(await run()).toMatchObject({ counts: { saved: 3 } })
  expect(Object.keys(picturesIn(outDir))).toHaveLength(3)
  expect(ledger()).toHaveLength(3)
})

it('says which paid pictures are not saved, and loads them with the next run', async () => {
  const { run, emulator, outDir, ledger } = await setupBatch()
  emulator.faults.add({ on: 'output', fault: { kind: 'status', status: 404 }, times: always })
  const { results } = await run()
  expect(results[0]).toMatchObject({ status: 'not_saved', error: { reason: 'expired' } })
  expect(readFileSync(join(outDir, 'results.jsonl'), 'utf8')).not.toMatch(/outputs|https?:/)
  emulator.faults.clear()
  expect(await run()).toMatchObject({ counts: { saved: 3 } })
  expect(ledger()).toHaveLength(3)
})

it('gives up loading after some rounds, and never for good', async () => {
  const { run, emulator, ledger } = await setupBatch()
  const clock = hurried(100)
  emulator.faults.add({ on: 'output', fault: { kind: 'status', status: 500 }, times: always })
  for (let nth = 1; nth <= 4; nth += 1)
    expect(await run({ clock, rows: rowsOf(1) })).toMatchObject({ counts: { not_saved: 1 } })
  emulator.faults.clear()
  expect(await run({ clock, rows: rowsOf(1) })).toMatchObject({ counts: { saved: 1 } })
  expect(ledger()).toHaveLength(1)
})

it('stops nothing when a listener throws', async () => {
  const { run, reported } = await setupBatch()
  const onProgress = (): void => {
    throw new Error('a listener')
  }
  expect(await run({ onProgress })).toMatchObject({ counts: { saved: 3 } })
  expect(reported).toHaveLength(4)
})
