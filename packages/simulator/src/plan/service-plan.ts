import type { CallbackOptions } from '@nano-banana/emulator/service'
import { createRandom, type Random } from '../random.ts'
import type { Incident, OperationPlan, Plan } from './plan.ts'
import { type Attack, attacks, drawServiceRates, type ServiceRates } from './service-faults.ts'
import { drawServiceIncidents } from './service-incidents.ts'

/** One time that somebody submits a wish. */
export interface Submission {
  readonly id: string
  readonly operation: string
  readonly computer: string
  readonly atMs: number
  /** Whether it comes behind another one, under the same name. */
  readonly isAgain: boolean
  /** Whether it is another wish that comes under the same name. */
  readonly isOther: boolean
}

/** One callback that HiAPI did not send, or not now. */
export interface PlannedAttack {
  readonly id: string
  readonly kind: Attack
  readonly operation: string
  readonly atMs: number
}

/** What a seed decides about the generation services of its world. */
export interface ServicePlan {
  /** Whether requests take the bare port, or node's HTTP transport. */
  readonly through: 'core' | 'node'
  /** Whether the service is started, or a cron job lets it sweep. */
  readonly isStarted: boolean
  readonly sweepEveryMs: number
  /** Whether the platform keeps a process alive behind its answer. */
  readonly hasWaitUntil: boolean
  /** How the service is called back, if it is: with or without a signing key. */
  readonly callbacks: 'signed' | 'unsigned' | undefined
  readonly courier: CallbackOptions
  readonly effects: { readonly isSettledTold: boolean; readonly commits: 'now' | 'later' | undefined }
  /** The operation whose effect fails until a human has seen to it. */
  readonly poisoned: string | undefined
  readonly rates: ServiceRates
  readonly submissions: readonly Submission[]
  readonly attacks: readonly PlannedAttack[]
  /** The computer that comes back with another account's key. */
  readonly otherAccountOn: string | undefined
}

/** Draws what a service world has besides requests and their faults. */
export function drawServicePlan(seed: number, rates: Plan['rates']): Plan {
  const random = createRandom(seed, 'service')
  const healMs = random.pick([20_000, 60_000, 200_000, 600_000] as const) * random.between(0.5, 1)
  const computers = random.chance(0.45) ? ['m1', 'm2'] : ['m1']
  const operations = Array.from({ length: random.pick([1, 1, 2, 4] as const) }, (_, index) =>
    drawWish(createRandom(seed, 'wish', index), { name: `op${index + 1}`, computers, healMs }),
  )
  const incidents = drawServiceIncidents(random, { computers, operations, healMs })
  return {
    ...{ seed, carrier: 'service', healMs, rates, computers, operations, incidents },
    ...{ quota: random.chance(0.1) ? 60 : 0, isShared: true, speed: random.pick([1, 1, 5] as const) },
    service: drawService(random, { computers, operations, incidents, healMs }),
  }
}

interface Stage {
  readonly computers: readonly string[]
  readonly operations: readonly OperationPlan[]
  readonly healMs: number
}

function drawWish(
  random: Random,
  { name, computers, healMs }: Pick<Stage, 'computers' | 'healMs'> & { readonly name: string },
): OperationPlan {
  const [first = 'm1'] = random.chance(0.5) ? computers : [...computers].reverse()
  return {
    ...{ name, mode: 'submit', computers: [first], startMs: random.between(0, Math.min(healMs, 20_000)) },
    ...{ deadlineMs: Number.POSITIVE_INFINITY, isDoomed: random.chance(0.1), abortAfterMs: undefined },
    faults: new Set(),
  }
}

function drawService(
  random: Random,
  { computers, operations, incidents, healMs }: Stage & { readonly incidents: readonly Incident[] },
): ServicePlan {
  const names = operations.map(({ name }) => name)
  const [first = 'op1', ...others] = names
  const callbacks = random.pick(['signed', 'signed', 'signed', 'unsigned', undefined] as const)
  const mayChange = incidents.find(({ kind }) => kind === 'kill')?.computer
  return {
    through: random.chance(0.8) ? 'core' : 'node',
    isStarted: random.chance(0.4),
    sweepEveryMs: random.pick([60_000, 60_000, 300_000] as const),
    hasWaitUntil: random.chance(0.3),
    callbacks,
    courier: {
      redelivery: random.pick(['resigned', 'first_timestamp'] as const),
      duplicates: random.pick([0, 0, 1, 2] as const),
      drop: random.pick([0, 0, 0, 1, 3, 4] as const),
      delayMs: random.pick([0, 0, 5_000] as const),
      reorder: random.chance(0.3),
    },
    effects: {
      isSettledTold: random.chance(0.85),
      commits: random.pick(['now', 'now', 'later', undefined] as const),
    },
    poisoned: random.chance(0.04) ? random.pick([first, ...others]) : undefined,
    rates: drawServiceRates(random),
    submissions: operations.flatMap((operation) => drawSubmissions(random, operation, computers)),
    attacks: drawAttacks(random, { operations, callbacks, healMs }),
    otherAccountOn: random.chance(0.15) ? mayChange : undefined,
  }
}

function drawAttacks(
  random: Random,
  {
    operations: [first, ...others],
    callbacks,
    healMs,
  }: Pick<Stage, 'operations' | 'healMs'> & Pick<ServicePlan, 'callbacks'>,
): readonly PlannedAttack[] {
  if (first === undefined || callbacks === undefined) return []
  return Array.from({ length: random.pick([0, 1, 2, 4] as const) }, (_, index) => {
    const { name, startMs } = random.pick([first, ...others])
    return {
      id: `attack ${index + 1}`,
      // Where nothing is signed, there is little to forge.
      kind: callbacks === 'signed' ? random.pick(attacks) : random.pick(unsignedAttacks),
      operation: name,
      // Most of them while the task is under way.
      atMs: Math.min(healMs, random.pick([startMs + random.between(0, 40_000), random.between(0, healMs)])),
    }
  })
}

const unsignedAttacks = ['unsigned', 'unsigned', 'guessed_address', 'forged_signature', 'replayed'] as const

function drawSubmissions(
  random: Random,
  { name, computers: [first = 'm1'], startMs }: OperationPlan,
  computers: readonly string[],
): readonly Submission[] {
  const [one = 'm1', ...more] = computers
  const isTwice = random.chance(0.3)
  const again = {
    id: `submission ${name} 2`,
    operation: name,
    computer: random.pick([one, ...more]),
    atMs: startMs + random.pick([0, 30, 5_000, 60_000] as const) * random.between(0, 1),
    ...{ isAgain: true, isOther: random.chance(0.4) },
  }
  const submission = {
    ...{ id: `submission ${name} 1`, operation: name, computer: first, atMs: startMs },
    ...{ isAgain: false, isOther: false },
  }
  return isTwice ? [submission, again] : [submission]
}
