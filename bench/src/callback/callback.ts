import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Figure } from '../figure.ts'
import { installedVersion } from '../installed-version.ts'
import { percentile } from '../percentile.ts'
import { toldBy } from '../told-by.ts'
import { type CallbackSender, createCallbackSender, requestOf } from './callback-sender.ts'
import { signedCallback } from './signed-callback.ts'

const rounds = 5
const warmUps = 20_000
const callbacks = 20_000
const connections = 32
const paced = { aSecond: 200, seconds: 15 }

const heading = (name: string) => ({
  ...{ bench: 'callback', client: 'nano-banana', version: installedVersion('@nano-banana/node'), case: name },
})

/** What it costs to verify, read, record and settle a callback, beside a server that only acknowledges it. */
export async function* callback(): AsyncGenerator<Figure> {
  const runs: Record<'bare' | 'memory', Run[]> = { bare: [], memory: [] }
  for (let round = 0; round < rounds; round += 1) {
    // The order changes, so that a machine that grows slower is fair to both.
    for (const kind of round % 2 ? (['memory', 'bare'] as const) : (['bare', 'memory'] as const))
      runs[kind].push(await withServer(kind, warmUps + callbacks, asFastAsPossible))
  }
  const ratiosOf = (figure: keyof Run): readonly number[] =>
    runs.memory.map((run, round) => (runs.bare[round]?.[figure] ?? Number.NaN) / run[figure])
  const median = (values: readonly number[], digits: number): number =>
    Math.round(percentile(values, 50) * 10 ** digits) / 10 ** digits
  yield {
    ...heading(`${callbacks} callbacks, ${connections} connections, in-memory journal, beside a bare node:http server`),
    rounds,
    bareMicros: median(
      runs.bare.map(({ micros }) => micros),
      1,
    ),
    micros: median(
      runs.memory.map(({ micros }) => micros),
      1,
    ),
    ratio: median(ratiosOf('micros'), 2),
    ratioMin: median([Math.min(...ratiosOf('micros'))], 2),
    bareCoreMicros: median(
      runs.bare.map(({ coreMicros }) => coreMicros),
      1,
    ),
    coreMicros: median(
      runs.memory.map(({ coreMicros }) => coreMicros),
      1,
    ),
    coreRatio: median(ratiosOf('coreMicros'), 2),
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

/** What one callback takes, in microseconds: by the clock, and of the server's core. */
interface Run {
  readonly micros: number
  readonly coreMicros: number
}

interface Bed extends CallbackSender {
  /** How much of a core the server has taken, in microseconds. */
  readonly coreMicros: () => Promise<number>
}

async function withServer<T>(kind: string, tasks: number, work: (bed: Bed) => Promise<T>): Promise<T> {
  const server = fork(new URL('./callback-process.ts', import.meta.url), [kind, String(tasks)])
  const exited = once(server, 'exit')
  const port = await toldBy(server)
  const sender = createCallbackSender(Number(port), connections)
  async function coreMicros(): Promise<number> {
    server.send('usage')
    return Number(await toldBy(server))
  }
  try {
    return await work({ ...sender, coreMicros })
  } finally {
    sender.close()
    if (server.connected) server.disconnect()
    await exited
  }
}

async function asFastAsPossible({ send, coreMicros }: Bed): Promise<Run> {
  const requests = Array.from({ length: warmUps + callbacks }, (_, nth) => requestOf(signedCallback(nth)))
  // A server that runs for a minute has compiled what it does.
  await sendAll(requests.slice(0, warmUps), send)
  const coreBefore = await coreMicros()
  const startedAt = performance.now()
  await sendAll(requests.slice(warmUps), send)
  const tookMs = performance.now() - startedAt
  return {
    micros: (tookMs * 1_000) / callbacks,
    coreMicros: ((await coreMicros()) - coreBefore) / callbacks,
  }
}

async function sendAll(requests: readonly Buffer[], send: CallbackSender['send']): Promise<void> {
  const waiting = requests.values()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const one of waiting) await send(one)
    }),
  )
}

async function atPace({ send }: CallbackSender): Promise<readonly number[]> {
  const startedAt = performance.now()
  const sent = Array.from({ length: paced.aSecond * paced.seconds }, async (_, nth) => {
    await sleep(Math.max(0, startedAt + (nth * 1_000) / paced.aSecond - performance.now()))
    return send(requestOf(signedCallback(nth)))
  })
  return Promise.all(sent)
}
