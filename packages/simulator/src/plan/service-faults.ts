import { createRandom, type Random } from '../random.ts'

/** What may befall a write to the journal. */
export const writeFaults = ['write_failed', 'write_unheard', 'write_slow'] as const

/** What may befall a callback on its way. */
export const callbackFaults = ['callback_lost', 'callback_late', 'callback_twice', 'callback_unheard'] as const

/** What may befall an effect. */
export const effectFaults = ['effect_threw', 'effect_slow'] as const

/** What strangers, and whoever overheard a callback, may send. */
export const attacks = [
  'forged_signature',
  'other_body',
  'unsigned',
  'guessed_address',
  'stale_signature',
  'foreign_task',
  'replayed',
] as const

/** What befalls a generation service besides: counted where it happens, not drawn by the request. */
export const serviceIncidents = ['kill_at_write', 'kill_in_effect', 'long_outage', 'journal_down'] as const
const consequences = ['write_dropped', 'callback_refused', 'effect_poisoned', 'other_account'] as const
const doubleSubmits = ['submitted_twice', 'submitted_otherwise'] as const

export type WriteFault = (typeof writeFaults)[number]
export type CallbackFault = (typeof callbackFaults)[number]
export type EffectFault = (typeof effectFaults)[number]
export type Attack = (typeof attacks)[number]
export type ServiceIncident = (typeof serviceIncidents)[number]
export type DrawnByName = WriteFault | CallbackFault | EffectFault
export type ServiceFault =
  | DrawnByName
  | Attack
  | ServiceIncident
  | (typeof consequences)[number]
  | (typeof doubleSubmits)[number]

/** All of them: a campaign must meet each. */
export const serviceFaults: readonly ServiceFault[] = [
  ...writeFaults,
  ...callbackFaults,
  ...effectFaults,
  ...attacks,
  ...serviceIncidents,
  ...consequences,
  ...doubleSubmits,
]

/** The share of writes, callbacks and effects that each fault befalls; a fault that is not listed is off. */
export type ServiceRates = readonly (readonly [DrawnByName, number])[]

/** Draws which of them are on, and how often each strikes. */
export function drawServiceRates(random: Random): ServiceRates {
  const isOn = random.pick([0.2, 0.4, 0.7] as const)
  const strength = random.pick([0.1, 0.3, 0.5] as const)
  return [...writeFaults, ...callbackFaults, ...effectFaults].flatMap((fault) => {
    // There are few effects, and seldom somebody else looks in the one moment that matters.
    const most = fault === 'effect_slow' ? 1 : strength
    const [on, rate] = [random.chance(isOn), random.between(0.02, most)]
    return on ? [[fault, rate] as const] : []
  })
}

/** Draws what befalls one write, callback or effect. It depends on its name alone, not on what happened before. */
export function drawByName<Fault extends DrawnByName>(
  { seed, rates, among }: { readonly seed: number; readonly rates: ServiceRates; readonly among: readonly Fault[] },
  id: string,
): { readonly fault: Fault | undefined; readonly random: Random } {
  const random = createRandom(seed, id)
  const drawn = random.next()
  let sum = 0
  for (const fault of among) {
    sum += rates.find(([name]) => name === fault)?.[1] ?? 0
    if (drawn < sum) return { fault, random }
  }
  return { fault: undefined, random }
}
