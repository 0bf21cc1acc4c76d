// Ten thousand tasks whose callbacks are all lost, and ten thousand whose only callback comes twenty minutes late, still signed
// with the time of the first attempt. Time is virtual, the journal a file. Last line: how many tasks were settled in each case.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process, { argv, stdout } from 'node:process'
import { systemClock } from '@nano-banana/core'
import { type CallbackOptions, createEmulator } from '@nano-banana/emulator'
import { createGenerationService, createNanoBanana, sqliteJournal } from '@nano-banana/node'

const [tasks = 10_000] = argv.slice(2).map(Number)
const webhookSecret = 'a signing key of the drill'
const minuteMs = 60_000
const mostSweeps = 60

// The sweep alone finds what has become of them.
const allLost = await run('every callback is lost', { drop: 4 })
// What comes at last proves nothing: it says only that somebody should look.
const lateOnly = await run('the fourth attempt comes with the first timestamp', {
  drop: 3,
  redelivery: 'first_timestamp',
})

const settled = Math.min(allLost, lateOnly)
stdout.write(`${JSON.stringify({ tasks, settled, allLost, lateOnly })}\n`)
if (settled !== tasks) process.exitCode = 1

/** Says how many tasks were settled with one effect and one bill. */
async function run(name: string, callbacks: CallbackOptions): Promise<number> {
  const startedAt = performance.now()
  const startMs = Date.UTC(2026, 0, 1)
  let nowMs = startMs
  const clock = { ...systemClock, now: () => nowMs }
  const emulator = createEmulator({
    ...{ clock: 'virtual', now: () => startMs, quota: 0, concurrent: Number.POSITIVE_INFINITY },
    ...{ webhookSecret, callbacks },
  })
  const folder = await mkdtemp(join(tmpdir(), 'nano-banana-drill-'))
  const journal = sqliteJournal({ path: join(folder, 'journal.db') })
  const effects = new Map<string, number>()
  const server = createServer((request, response) => service.callbackListener(request, response))
  const port = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(Object(server.address()).port))
  })
  const service = createGenerationService({
    client: createNanoBanana({ apiKey: 'sk-test-drill', baseUrl: 'http://localhost:9', fetch: emulator.fetch, clock }),
    ...{ journal, clock, secret: 'a secret of thirty-two characters' },
    callback: { publicUrl: `http://127.0.0.1:${port}/hook`, secrets: [webhookSecret] },
    onSettled: (_, { effectId }) => void effects.set(effectId, (effects.get(effectId) ?? 0) + 1),
  })
  async function pass(ms: number): Promise<void> {
    nowMs += ms
    await emulator.advance(ms)
  }

  for (let nth = 0; nth < tasks; nth += 100)
    await Promise.all(
      Array.from({ length: Math.min(100, tasks - nth) }, (_, index) =>
        service.submit({ prompt: 'a cat' }, { operationId: `row-${nth + index}` }),
      ),
    )
  // Nothing looks before the last attempt has come, or is lost.
  for (let minute = 0; minute < 30; minute += 1) await pass(minuteMs)
  let sweeps = 0
  while (sweeps < mostSweeps && (await service.stats()).settled < tasks) {
    await pass(minuteMs)
    await service.sweep({ budgetMs: minuteMs })
    sweeps += 1
  }

  const counts = await service.stats()
  const outcomes: Record<string, number> = {}
  for (const { outcome } of emulator.deliveries()) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  const facts = {
    ...{ settled: counts.settled, billed: emulator.ledger.entries().length, effects: effects.size },
    twice: [...effects.values()].filter((times) => times > 1).length,
    callbacks: outcomes,
    ...{ sweeps, virtualMinutes: (nowMs - startMs) / minuteMs },
    seconds: Number(((performance.now() - startedAt) / 1_000).toFixed(1)),
  }
  stdout.write(`${name}: ${JSON.stringify(facts)}\n`)
  await service.close()
  await journal.close()
  await new Promise((resolve) => server.close(resolve))
  await emulator.close()
  await rm(folder, { recursive: true })
  return facts.billed === tasks && facts.effects === tasks && facts.twice === 0 ? facts.settled : 0
}
