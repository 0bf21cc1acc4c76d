import { simulate, type Violation } from '../simulate.ts'
import { addCoverage, type Coverage, coverageOf, noCoverage } from './coverage.ts'

/** A schedule in which a promise was broken. */
export interface Failure {
  readonly seed: number
  readonly violations: readonly Violation[]
}

/** What a run of seeds came to. */
export interface Tally {
  readonly seeds: number
  readonly virtualMs: number
  readonly coverage: Coverage
  readonly failures: readonly Failure[]
}

/** Nothing run yet. */
export const noTally: Tally = { seeds: 0, virtualMs: 0, coverage: noCoverage, failures: [] }

/** Lives through the schedules of some seeds, one after the other. */
export async function runStretch(seeds: Iterable<number>): Promise<Tally> {
  let tally = noTally
  for (const seed of seeds) {
    const verdict = await simulate(seed)
    const failures = verdict.violations.length > 0 ? [{ seed, violations: verdict.violations }] : []
    const virtualMs = verdict.events.at(-1)?.atMs ?? 0
    tally = addTally(tally, { seeds: 1, virtualMs, coverage: coverageOf(verdict), failures })
  }
  return tally
}

/** Two tallies in one. */
export const addTally = (a: Tally, b: Tally): Tally => ({
  seeds: a.seeds + b.seeds,
  virtualMs: a.virtualMs + b.virtualMs,
  coverage: addCoverage(a.coverage, b.coverage),
  failures: [...a.failures, ...b.failures],
})
