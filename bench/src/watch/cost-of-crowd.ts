import { percentile } from '../percentile.ts'
import { type Crowd, runCrowd } from './run-crowd.ts'

/** Crowds of one kind, each with a seed of its own. */
export interface Crowds extends Omit<Crowd, 'seed'> {
  readonly seeds: number
}

/** What it took to follow them: reads of a crowd, and lags of all tasks together. */
export interface CrowdCost {
  readonly gets: number
  readonly getsMax: number
  readonly getsATask: number
  readonly lagMeanMs: number
  readonly lagP50Ms: number
  readonly lagP95Ms: number
  readonly lagP99Ms: number
}

/** Follows them one after the other. */
export async function costOfCrowd({ seeds, ...crowd }: Crowds): Promise<CrowdCost> {
  const lagsMs: number[] = []
  const reads: number[] = []
  for (let seed = 1; seed <= seeds; seed += 1) {
    const run = await runCrowd({ ...crowd, seed })
    lagsMs.push(...run.lagsMs)
    reads.push(run.readsAtMs.length)
  }
  return {
    gets: round(mean(reads)),
    getsMax: Math.max(...reads),
    getsATask: round(mean(reads) / crowd.tasks),
    lagMeanMs: Math.round(mean(lagsMs)),
    lagP50Ms: Math.round(percentile(lagsMs, 50)),
    lagP95Ms: Math.round(percentile(lagsMs, 95)),
    lagP99Ms: Math.round(percentile(lagsMs, 99)),
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const round = (count: number): number => Math.round(count * 1_000) / 1_000
