import { simulate, type Verdict } from '../simulate.ts'

/** A failing schedule with as little in it as it takes. */
export interface Shrunk {
  readonly verdict: Verdict
  /** The faults that are still in it. */
  readonly kept: readonly string[]
}

/** Takes faults and operations away from a failing schedule for as long as its first promise breaks. */
export async function shrink(seed: number, failing: Verdict): Promise<Shrunk> {
  const broken = failing.violations[0]?.invariant
  let verdict = failing
  let muted = new Set<string>()
  const without = async (ids: readonly string[]): Promise<boolean> => {
    const next = new Set([...muted, ...ids])
    const tried = await simulate(seed, next)
    if (!tried.violations.some(({ invariant }) => invariant === broken)) return false
    verdict = tried
    muted = next
    return true
  }
  // Large parts first, then ever smaller ones, down to single faults.
  for (let parts = 2; ; parts *= 2) {
    const candidates = mutable(verdict)
    const size = Math.max(1, Math.ceil(candidates.length / parts))
    for (let start = 0; start < candidates.length; start += size) await without(candidates.slice(start, start + size))
    if (size === 1) break
  }
  return { verdict, kept: mutable(verdict) }
}

// A schedule keeps one operation at least, or nothing would happen in it.
function mutable({ events, plan }: Verdict): readonly string[] {
  const faults = events.flatMap((event) => (event.type === 'struck' ? event.id : []))
  const operations = events.flatMap((event) => (event.type === 'called' ? event.operation : []))
  return [...new Set([...(plan.operations.length > 1 ? operations : []), ...faults])]
}
