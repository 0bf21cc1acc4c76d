import { invariants } from '../checker/invariants.ts'
import { faultKinds } from '../plan/fault-kinds.ts'
import type { Verdict } from '../simulate.ts'

/** How often each thing was met: what was never met was not proven. */
export interface Coverage {
  readonly faults: Counts
  /** Requests that left in each phase of the world. */
  readonly phases: Counts
  /** States that callers were told. */
  readonly states: Counts
  readonly carriers: Counts
  readonly invariants: Counts
}

export type Counts = Readonly<Record<string, number>>

const zeros = (names: readonly string[]): Counts => Object.fromEntries(names.map((name) => [name, 0]))

/** Nothing met yet: every name that must be met, with a zero. */
export const noCoverage: Coverage = {
  faults: zeros(faultKinds),
  phases: zeros(['chaos', 'heal']),
  states: zeros(['submitting', 'queued', 'handling', 'archiving', 'succeeded', 'failed', 'aborted']),
  carriers: zeros(['core', 'node', 'relay', 'service']),
  invariants: zeros(invariants.map(({ id }) => id)),
}

/** What one schedule met. */
export function coverageOf({ plan, events, reached }: Verdict): Coverage {
  return {
    faults: tally(events.flatMap((event) => (event.type === 'struck' ? event.fault : []))),
    phases: tally(events.flatMap(({ type, atMs }) => (type === 'left' ? (atMs < plan.healMs ? 'chaos' : 'heal') : []))),
    states: tally(events.flatMap((event) => (event.type === 'observed' ? event.status : []))),
    carriers: { [plan.carrier]: 1 },
    invariants: Object.fromEntries(reached),
  }
}

/** Two coverages in one. */
export function addCoverage(a: Coverage, b: Coverage): Coverage {
  return {
    faults: add(a.faults, b.faults),
    phases: add(a.phases, b.phases),
    states: add(a.states, b.states),
    carriers: add(a.carriers, b.carriers),
    invariants: add(a.invariants, b.invariants),
  }
}

/** The names that were never met. */
export const unmet = (coverage: Coverage): readonly string[] =>
  Object.values(coverage).flatMap((counts: Counts) => Object.keys(counts).filter((name) => counts[name] === 0))

function tally(names: readonly string[]): Counts {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function add(a: Counts, b: Counts): Counts {
  const sum: Record<string, number> = { ...a }
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count
  return sum
}
