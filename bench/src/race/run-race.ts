import { setTimeout as sleep } from 'node:timers/promises'
import { allClients } from '../clients/all-clients.ts'
import type { BenchClient } from '../clients/bench-client.ts'
import { startStub } from '../service/start-stub.ts'
import { lostBySeed } from './lost-by-seed.ts'

/** What happened in a lane: a paid request arrived, it was billed, its answer got lost; the caller has the picture, or none. */
export interface RaceEvent {
  readonly kind: 'sent' | 'billed' | 'lost' | 'picture' | 'gave_up'
  /** Since the start, in milliseconds. */
  readonly atMs: number
}

/** One client's way to one picture. */
export interface RaceLane {
  readonly name: string
  readonly version: string
  readonly events: readonly RaceEvent[]
}

/** The same lost answers for all. */
export interface Race {
  readonly seed: number
  /** So many answers to paid requests get lost, the first ones. */
  readonly lost: number
  readonly lanes: readonly RaceLane[]
}

const longestMs = 30_000

/** Lets every client make one picture, while the answers get lost that the seed says. What it counts, the stub has executed. */
export async function runRace(seed: number): Promise<Race> {
  const lost = lostBySeed(seed)
  const startMs = performance.now()
  return { seed, lost, lanes: await Promise.all(allClients.map((client) => runLane(client, lost, startMs))) }
}

async function runLane(client: BenchClient, lost: number, startMs: number): Promise<RaceLane> {
  const events: RaceEvent[] = []
  const note = (kind: RaceEvent['kind'], atMs = performance.now()): void =>
    void events.push({ kind, atMs: Math.max(0, atMs - startMs) })
  let billed = 0
  const stub = await startStub({
    protocol: client.protocol,
    readsUntilDone: 1,
    plan: ({ asks, nth }) => (asks === 'draw' && nth <= lost ? { type: 'reset' } : undefined),
    onDealt({ asks, nth, atMs }) {
      if (asks !== 'draw') return
      note('sent', atMs)
      const jobs = stub.ledger.jobs().length
      if (jobs > billed) note('billed', atMs)
      billed = jobs
      if (nth <= lost) note('lost')
    },
  })
  const controller = new AbortController()
  const end = sleep(longestMs, undefined, { ref: false }).then(() => controller.abort())
  const picture = await client.draw(stub.url, controller.signal).catch(() => undefined)
  note(picture === undefined ? 'gave_up' : 'picture')
  await stub.close()
  void end
  return { name: client.name, version: client.version, events }
}
