import { setTimeout } from 'node:timers/promises'
import type { FaultProxy } from '../proxy/fault-proxy.ts'
import { type Cell, cells } from './cell.ts'
import { type Complaint, judgeCell } from './judge-cell.ts'
import { accountOf, type PlayedCell, type PlayOptions, playCell } from './play-cell.ts'
import type { World } from './world.ts'

/** What a run of the matrix showed. */
export interface MatrixResult {
  readonly cells: number
  /** One for each cell in which a promise was broken. */
  readonly failures: readonly Failure[]
}

/** A cell and the promises that were broken in it. */
export interface Failure {
  readonly cell: Cell
  readonly complaints: readonly Complaint[]
}

const sideBySide = 24
// A repetition that nobody asked for comes within the first pause of a backoff, if it comes.
const restMs = 800
const longestRestMs = 10_000

/** Plays all cells in a world and judges them when everything has come to rest. */
export async function runMatrix(world: World, options: PlayOptions): Promise<MatrixResult> {
  const played: PlayedCell[] = []
  const waiting = [...cells]
  const playOn = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) played.push(await playCell(cell, world, options))
  }
  try {
    await Promise.all(Array.from({ length: sideBySide }, playOn))
    await untilRest(played.map(({ proxy }) => proxy))
    const ledger = await world.ledger()
    const failures = played.flatMap(({ cell, proxy, report, lateFetches }): readonly Failure[] => {
      const billed = ledger.filter(({ account }) => account === accountOf(cell))
      const complaints = judgeCell({
        cell,
        hasStruck: proxy.hasStruck(),
        exchanges: proxy.exchanges(),
        billed,
        report,
        lateFetches: lateFetches(),
      })
      return complaints.length === 0 ? [] : [{ cell, complaints }]
    })
    return { cells: played.length, failures }
  } finally {
    await Promise.all(played.map(({ proxy }) => proxy.close()))
  }
}

// What the network still carries arrives, and what is aborted closes, before anything is judged.
async function untilRest(proxies: readonly FaultProxy[]): Promise<void> {
  const isResting = ({ exchanges }: FaultProxy): boolean =>
    exchanges().every(({ isUnderWay, isAwaited }) => !isUnderWay && !isAwaited)
  const endsAt = performance.now() + longestRestMs
  await setTimeout(restMs)
  while (performance.now() < endsAt && !proxies.every(isResting)) await setTimeout(50)
}
