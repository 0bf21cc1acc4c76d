import type { Cost, Prices } from '../../cost/prices.ts'
import { createTally } from '../../cost/tally.ts'
import type { RowProblem } from '../rows/check-row.ts'
import { isRowProblem, type RowList } from '../rows/check-rows.ts'
import { pictureBytes, rowsPerMinute } from './estimate.ts'
import type { Job } from './make-jobs.ts'
import type { Standings } from './standing.ts'

/** What a batch is going to do. */
export interface BatchPlan {
  readonly rows: number
  /** What is wrong with rows, which are left out; all of it, in their order. */
  readonly problems: readonly RowProblem[]
  /** Rows whose pictures are to be asked for, and paid. */
  readonly toSubmit: number
  /** Of these, as many are left out because the cap is reached. */
  readonly overCap: number
  /** Operations of earlier runs that have not ended. */
  readonly open: number
  /** Rows that have ended in earlier runs: their pictures are made, or they have failed. */
  readonly ended: number
  /** Rows that ask for something else than the picture that their ids stand for. */
  readonly differing: readonly string[]
  /** Tasks of this batch so far that exist, or may exist. */
  readonly spent: number
  /** No sooner can all be done, in minutes, by what the service grants. */
  readonly leastMinutes: number
  /** About what the new pictures take on the disk. */
  readonly bytes: number
  /** What the new pictures cost; nothing without prices. */
  readonly cost: Cost | undefined
}

/** What a plan is made of. */
export interface PlanParts {
  readonly list: RowList
  readonly jobs: readonly Job[]
  readonly standings: Standings
  readonly maxTasks: number
  readonly prices: Prices | undefined
}

/** Says what the jobs come to. */
export function makePlan({ list, jobs, standings, maxTasks, prices }: PlanParts): BatchPlan {
  const spent = standings.spent.total()
  const wanted = jobs.flatMap(({ row, course }) => (row && course.kind === 'submit' ? [row] : []))
  const toMake = wanted.slice(0, Math.max(0, maxTasks - spent))
  const costs = createTally()
  for (const { request } of toMake) costs.add(request.input.resolution)
  const earlier = jobs.flatMap(({ row, course }) => (course.kind === 'go_on' ? [{ row, ...course }] : []))
  const ended = earlier.filter(({ standing: { state, reason } }) =>
    state === 'parked' ? reason !== 'effect_failed' : state === 'settled',
  )
  return {
    rows: list.length,
    problems: list.filter(isRowProblem),
    toSubmit: toMake.length,
    overCap: wanted.length - toMake.length,
    open: earlier.length - ended.length,
    ended: ended.length,
    differing: earlier.flatMap(({ row, differs }) => (row && differs ? [row.id] : [])),
    spent,
    leastMinutes: toMake.length / rowsPerMinute,
    bytes: toMake.reduce((sum, { request }) => sum + pictureBytes(request), 0),
    cost: prices && costs.cost(prices),
  }
}
