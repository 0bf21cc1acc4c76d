import type { Prices } from '../../cost/prices.ts'
import type { Tally } from '../../cost/tally.ts'
import type { BatchProgress } from './batch-events.ts'
import type { RowResult, RowStatus } from './row-result.ts'

/** Keeps the results of all rows. */
export interface Scoreboard {
  readonly put: (index: number, result: RowResult) => void
  readonly progress: () => BatchProgress
  /** In the order of the rows; those that have none yet are left out. */
  readonly results: () => readonly RowResult[]
}

/** What it counts. */
export interface ScoreboardTools {
  readonly rows: number
  readonly spent: Tally
  readonly prices: Prices | undefined
}

/** No row has a result yet. */
export function createScoreboard({ rows, spent, prices }: ScoreboardTools): Scoreboard {
  const results: (RowResult | undefined)[] = Array.from({ length: rows })
  const counts: Record<RowStatus, number> = { ...none }
  let ended = 0
  return {
    put(index, result) {
      results[index] = result
      counts[result.status] += 1
      ended += 1
    },
    progress: () => ({
      ...{ rows, ended, counts: { ...counts }, spent: spent.total() },
      cost: prices && spent.cost(prices),
    }),
    results: () => results.filter((result) => result !== undefined),
  }
}

const none: Readonly<Record<RowStatus, number>> = {
  saved: 0,
  not_saved: 0,
  failed: 0,
  refused: 0,
  parked: 0,
  open: 0,
  skipped: 0,
  invalid: 0,
}
