import { createRandom, type Random } from '../random.ts'
import {
  type CallerFault,
  type IncidentFault,
  incidentFaults,
  type RequestFault,
  requestFaults,
} from './fault-kinds.ts'
import type { ServiceIncident } from './service-faults.ts'
import { drawServicePlan, type ServicePlan } from './service-plan.ts'

/**
 * How a wish reaches the service: by core's port, by node's HTTP transport, from a browser through the relay, or written
 * down by a generation service.
 */
export type Carrier = 'core' | 'node' | 'relay' | 'service'

/**
 * How somebody goes about getting a picture.
 * - `own_key`: `generate` with a key that was kept before
 * - `default_key`: `generate`, and only the error's words to go on
 * - `create`: `tasks.create`, then `wait` or `watch`
 * - `keyless`: `generate` with `idempotencyKey: false`
 * - `slot`: a `Generation` with a name and a store
 * - `submit`: a generation service keeps it
 */
export type Mode = 'own_key' | 'default_key' | 'create' | 'keyless' | 'slot' | 'submit'

/** One wish for one picture. */
export interface OperationPlan {
  readonly name: string
  readonly mode: Mode
  /** The computers that ask for it under the same key: one, or two at once. */
  readonly computers: readonly string[]
  readonly startMs: number
  readonly deadlineMs: number
  /** Whether the service cannot make it. */
  readonly isDoomed: boolean
  /** How long after its start the caller stops the first call. */
  readonly abortAfterMs: number | undefined
  readonly faults: ReadonlySet<CallerFault>
}

/** Something that befalls a process. */
export interface Incident {
  readonly id: string
  readonly kind: IncidentFault | ServiceIncident
  readonly computer: string
  readonly atMs: number
  /** How long a computer sleeps or a process is away, or how far a clock is set. */
  readonly ms: number
  /** The how manieth write or effect it waits for, where it waits for one. */
  readonly nth?: number
}

/** All that a seed decides before its world begins. */
export interface Plan {
  readonly seed: number
  readonly carrier: Carrier
  /** Whether a client of the core's carrier follows its tasks together, within a quota, as the others do. */
  readonly isShared: boolean
  /** When the faults end. */
  readonly healMs: number
  /** The share of requests that each fault befalls; a fault that is not listed is off. */
  readonly rates: readonly (readonly [RequestFault, number])[]
  readonly computers: readonly string[]
  readonly operations: readonly OperationPlan[]
  readonly incidents: readonly Incident[]
  /** Requests a minute; 0 lifts the limits. */
  readonly quota: number
  /** Tasks take a `speed`th of their usual time. */
  readonly speed: number
  /** What is decided besides where a generation service carries the wishes. */
  readonly service?: ServicePlan
}

/** So many schedules are lived through by a generation service. */
const serviceShare = 0.2
const dayMs = 24 * 60 * 60 * 1000

/** Draws the plan of a seed. Every seed turns on some faults only: all at once would hide what each can do. */
export function drawPlan(seed: number): Plan {
  // A stream of its own: all other schedules are what they were before.
  if (createRandom(seed, 'carrier').chance(serviceShare))
    return drawServicePlan(seed, drawRates(createRandom(seed, 'service rates')))
  const random = createRandom(seed, 'plan')
  const drawn = random.next()
  const carrier = drawn < 0.8 ? 'core' : drawn < 0.95 ? 'node' : 'relay'
  const healMs = random.pick([5_000, 30_000, 120_000, 600_000] as const) * random.between(0.5, 1)
  const computers = random.chance(0.4) ? ['m1', 'm2'] : ['m1']
  const operations = Array.from({ length: random.pick([1, 1, 2, 3] as const) }, (_, index) =>
    drawOperation(createRandom(seed, 'operation', index), { name: `op${index + 1}`, computers, healMs, carrier }),
  )
  return {
    seed,
    carrier,
    healMs,
    rates: drawRates(random),
    computers,
    operations,
    incidents: drawIncidents(random, { computers, operations, healMs }),
    quota: random.chance(0.25) ? createRandom(seed, 'quota').pick([60, 5] as const) : 0,
    isShared: random.chance(0.5),
    speed: random.pick([1, 1, 5] as const),
  }
}

interface Circumstances {
  readonly name: string
  readonly computers: readonly string[]
  readonly healMs: number
  readonly carrier: Carrier
}

function drawOperation(random: Random, { name, computers, healMs, carrier }: Circumstances): OperationPlan {
  const mode =
    carrier === 'relay'
      ? random.pick(['own_key', 'slot'] as const)
      : random.pick(['own_key', 'default_key', 'create', 'create', 'keyless', 'slot', 'slot'] as const)
  const [first = 'm1', second = 'm1'] = random.chance(0.5) ? computers : [...computers].reverse()
  // Two processes may share a key, never a slot: that belongs to one page.
  const isShared = second !== first && mode === 'own_key' && random.chance(carrier === 'relay' ? 0.9 : 0.4)
  const isShort = random.chance(0.15)
  const isAborted = random.chance(0.2)
  return {
    name,
    mode,
    computers: isShared ? [first, second] : [first],
    startMs: random.between(0, Math.min(healMs, 20_000)),
    deadlineMs: isShort ? random.between(300, 30_000) : random.pick([120_000, 600_000, 600_000, 2 * dayMs] as const),
    isDoomed: random.chance(0.08),
    abortAfterMs: isAborted ? random.pick([0, 50, 1_000, 15_000] as const) * random.between(0, 2) : undefined,
    faults: new Set<CallerFault>([
      ...(isShort ? (['short_deadline'] as const) : []),
      ...(isAborted ? (['abort'] as const) : []),
      ...(random.chance(0.1) ? (['throwing_listener'] as const) : []),
      ...(mode === 'slot' && random.chance(0.3) ? (['double_call'] as const) : []),
    ]),
  }
}

function drawRates(random: Random): Plan['rates'] {
  const isOn = random.pick([0.1, 0.2, 0.4] as const)
  const strength = random.pick([0.1, 0.3, 0.6] as const)
  return requestFaults.flatMap((fault) => {
    // A task is read often, but seldom in the one moment that matters.
    const isOfReads = fault === 'stale' || fault === 'unknown_status' || fault === 'no_outputs'
    const [on, rate] = [random.chance(isOfReads ? 2 * isOn : isOn), random.between(0, strength)]
    return on ? [[fault, rate] as const] : []
  })
}

type Stage = Pick<Plan, 'computers' | 'operations' | 'healMs'>

function drawIncidents(random: Random, { computers, operations, healMs }: Stage): readonly Incident[] {
  const [first = 'm1', ...others] = computers
  const [begin = 0, ...begins] = operations.map(({ startMs }) => startMs)
  const incidents = Array.from({ length: random.pick([0, 0, 1, 2, 3] as const) }, (_, index) => {
    const kind = random.pick(incidentFaults)
    return {
      id: `${kind} ${index + 1}`,
      kind,
      computer: random.pick([first, ...others]),
      // Most of them while operations begin, when the most is at stake.
      atMs: random.pick([
        random.pick([begin, ...begins]) + random.between(0, 200),
        random.between(0, Math.min(healMs, 30_000)),
        random.between(0, healMs),
      ]),
      ms: lengthOf(kind, random),
    }
  })
  // Who sleeps through a day with a wall clock set back meanwhile cannot know how old a key is: a limit that the docs name.
  const isBlind = incidents.some(({ kind, ms }) => kind === 'freeze' && ms > dayMs / 2)
  return incidents.filter(({ kind }) => !(isBlind && kind === 'wall_jump'))
}

// A night with the lid closed is longer than the service remembers a key.
function lengthOf(kind: IncidentFault, random: Random): number {
  if (kind === 'freeze')
    return random.pick([5_000, 300_000, dayMs + 30 * 60_000, dayMs + 30 * 60_000] as const) * random.between(0.9, 1.1)
  // A killed process is back after so long.
  return kind === 'wall_jump' ? random.between(-dayMs, dayMs) : random.between(10, 60_000)
}
