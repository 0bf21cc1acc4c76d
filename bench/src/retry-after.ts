import { setTimeout as sleep } from 'node:timers/promises'
import { allClients } from './clients/all-clients.ts'
import type { BenchClient } from './clients/bench-client.ts'
import type { Figure } from './figure.ts'
import type { FaultPlan } from './service/fault.ts'
import type { Asks } from './service/protocol.ts'
import { startStub } from './service/start-stub.ts'
import { warmUp } from './warm-up.ts'

interface RefusalCase {
  readonly name: string
  readonly status: 429 | 503
  readonly retryAfter: () => RetryAfter
}

/** The header, and how long from now it asks to wait. */
interface RetryAfter {
  readonly value: string
  readonly askedMs: number
}

const cases: readonly RefusalCase[] = [
  { name: '429, Retry-After: 3', status: 429, retryAfter: () => ({ value: '3', askedMs: 3_000 }) },
  { name: '503, Retry-After: a date 4 to 5 s ahead', status: 503, retryAfter: dateAhead },
]

// A date has whole seconds: the next one that is at least four seconds away.
function dateAhead(): RetryAfter {
  const now = Date.now()
  const untilMs = Math.ceil((now + 4_000) / 1_000) * 1_000
  return { value: new Date(untilMs).toUTCString(), askedMs: untilMs - now }
}

const repeats = 5
// Runs start this far apart, so that none waits for its turn on the processor.
const apartMs = 25
// Longer than any of the pauses asked for, or made without being asked.
const longestMs = 15_000

/** How long each client really waits when the service says how long, as a part of what was asked. */
export async function* retryAfter(): AsyncGenerator<Figure> {
  await warmUp()
  const cells = cases.flatMap((one) =>
    (['draw', 'status'] as const).flatMap((refused) => allClients.map((client) => ({ client, one, refused }))),
  )
  const figures = cells.map((cell, index) => runCell(cell, index * repeats * apartMs))
  for (const figure of figures) yield figure
}

interface Cell {
  readonly client: BenchClient
  readonly one: RefusalCase
  readonly refused: 'draw' | 'status'
}

async function runCell({ client, one, refused }: Cell, startMs: number): Promise<Figure> {
  const figure = { bench: 'retry-after', client: client.name, version: client.version, case: one.name, on: refused }
  if (refused === 'status' && client.pollEveryMs === undefined) return { ...figure, retried: 'n/a' }
  const runs = Array.from({ length: repeats }, async (_, index) => {
    await sleep(startMs + index * apartMs)
    return runOnce(client, one, refused)
  })
  const waits = (await Promise.all(runs)).filter((wait) => wait !== undefined)
  const [soonest, latest] = [waits.toSorted(byRatio).at(0), waits.toSorted(byRatio).at(-1)]
  if (soonest === undefined || latest === undefined) return { ...figure, retried: false }
  return {
    ...figure,
    retried: true,
    n: waits.length,
    askedMs: Math.round(soonest.askedMs),
    waitedMs: Math.round(soonest.waitedMs),
    ratioMin: round(ratioOf(soonest)),
    ratioMax: round(ratioOf(latest)),
  }
}

interface Wait {
  readonly askedMs: number
  readonly waitedMs: number
}

async function runOnce(client: BenchClient, one: RefusalCase, refused: Asks): Promise<Wait | undefined> {
  let asked: { readonly askedMs: number; readonly atMs: number } | undefined
  const plan: FaultPlan = ({ asks, nth }) => {
    if (asks !== refused || nth > 1) return undefined
    const { value, askedMs } = one.retryAfter()
    asked = { askedMs, atMs: performance.now() }
    return { type: 'refuse', status: one.status, headers: { 'retry-after': value } }
  }
  const stub = await startStub({ protocol: client.protocol, plan })
  const end = client.draw(stub.url).catch(() => undefined)
  await Promise.race([end, sleep(longestMs, undefined, { ref: false })])
  const next = stub.arrivals().find(({ asks, nth }) => asks === refused && nth === 2)
  await stub.close()
  return asked && next && { askedMs: asked.askedMs, waitedMs: next.atMs - asked.atMs }
}

const ratioOf = ({ askedMs, waitedMs }: Wait): number => waitedMs / askedMs
const byRatio = (a: Wait, b: Wait): number => ratioOf(a) - ratioOf(b)
const round = (ratio: number): number => Math.round(ratio * 1_000) / 1_000
