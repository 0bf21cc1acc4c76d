import { gatherEvidence } from './checker/evidence.ts'
import { invariants } from './checker/invariants.ts'
import { createServiceWorld } from './create-service-world.ts'
import { createWorld } from './create-world.ts'
import { drawPlan, type Plan } from './plan/plan.ts'
import type { Dated } from './world/history.ts'

/** A promise that one schedule broke. */
export interface Violation {
  readonly invariant: string
  readonly breach: string
}

/** One schedule, lived through and judged. */
export interface Verdict {
  readonly plan: Plan
  readonly events: readonly Dated[]
  readonly violations: readonly Violation[]
  /** How often each invariant had something to check. */
  readonly reached: ReadonlyMap<string, number>
}

/** Lives through the schedule of a seed, without the faults that are muted, and checks every promise. */
export async function simulate(seed: number, muted: ReadonlySet<string> = new Set()): Promise<Verdict> {
  const plan = drawPlan(seed)
  const world = plan.service ? createServiceWorld(plan, plan.service, muted) : createWorld(plan, muted)
  await world.run()
  const evidence = gatherEvidence(plan, world)
  const findings = invariants.map(({ id, check }) => ({ id, ...check(evidence) }))
  return {
    plan,
    events: world.history.events,
    violations: findings.flatMap(({ id, breaches }) => breaches.map((breach) => ({ invariant: id, breach }))),
    reached: new Map(findings.map(({ id, reached }) => [id, reached])),
  }
}
