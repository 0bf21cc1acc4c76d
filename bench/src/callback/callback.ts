import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Figure } from '../figure.ts'
import { installedVersion } from '../installed-version.ts'
import { percentile } from '../percentile.ts'
import { type CallbackSender, createCallbackSender } from './callback-sender.ts'
import { signedCallback } from './signed-callback.ts'

const rounds = 5
const callbacks = 8_000
const connections = 32
const paced = { aSecond: 200, seconds: 15 }

const heading = (name: string) => ({
  ...{ bench: 'callback', client: 'nano-banana', version: installedVersion('@nano-banana/node'), case: name },
})

/** What it costs to verify, read, record and settle a callback, beside a server that only acknowledges it. */
export async function* callback(): AsyncGenerator<Figure> {
  const rates: Record<'bare' | 'memory', number[]> = { bare: [], memory: [] }
  for (let round = 0; round < rounds; round += 1) {
    // The order changes, so that a machine that grows slower is fair to both.
    for (const kind of round % 2 ? (['memory', 'bare'] as const) : (['bare', 'memory'] as const))
      rates[kind].push(await withServer(kind, callbacks, asFastAsPossible))
  }
  const ratios = rates.memory.map((rate, round) => rate / (rates.bare[round] ?? Number.NaN))
  yield {
    ...heading(`${callbacks} callbacks, ${connections} connections, in-memory journal, beside a bare node:http server`),
    rounds,
    bareASecond: Math.round(percentile(rates.bare, 50)),
    aSecond: Math.round(percentile(rates.memory, 50)),
    ratio: Math.round(percentile(ratios, 50) * 100) / 100,
    ratioMin: Math.round(Math.min(...ratios) * 100) / 100,
  }
  const total = paced.aSecond * paced.seconds
  const tookMs = await withServer('sqlite', total, atPace)
  yield {
    ...heading(`${paced.aSecond} callbacks a second, journal in SQLite`),
    callbacks: total,
    ackP50Ms: Math.round(percentile(tookMs, 50) * 10) / 10,
    ackP99Ms: Math.round(percentile(tookMs, 99) * 10) / 10,
  }
}

async function withServer<T>(kind: string, tasks: number, work: (sender: CallbackSender) => Promise<T>): Promise<T> {
  const server = fork(new URL('./callback-process.ts', import.meta.url), [kind, String(tasks)])
  const [port] = await once(server, 'message')
  const sender = createCallbackSender(Number(port), connections)
  try {
    return await work(sender)
  } finally {
    sender.close()
    server.disconnect()
    await once(server, 'exit')
  }
}

async function asFastAsPossible({ send }: CallbackSender): Promise<number> {
  const waiting = Array.from({ length: callbacks }, (_, nth) => signedCallback(nth)).values()
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const one of waiting) await send(one)
    }),
  )
  return (callbacks * 1_000) / (performance.now() - startedAt)
}

async function atPace({ send }: CallbackSender): Promise<readonly number[]> {
  const startedAt = performance.now()
  const sent = Array.from({ length: paced.aSecond * paced.seconds }, async (_, nth) => {
    await sleep(startedAt + (nth * 1_000) / paced.aSecond - performance.now())
    return send(signedCallback(nth))
  })
  return Promise.all(sent)
}
