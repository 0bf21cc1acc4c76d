import { InvalidInputError } from '@nano-banana/core'

/** How much one user may have. `Infinity` is no limit, 0 is nothing. */
export interface RelayLimits {
  /** New tasks in any 60 seconds. @default Infinity; 10 for all strangers together */
  readonly tasksPerMinute?: number
  /** New tasks in any 24 hours. @default Infinity; 200 for all strangers together */
  readonly tasksPerDay?: number
  /** What new tasks may cost in any 24 hours, in the unit of `priceOf`, which it needs. @default Infinity */
  readonly spendPerDay?: number
  /** Requests a minute to one process, whatever they ask for. @default 600 */
  readonly requestsPerMinute?: number
  /** Event streams at once to one process. @default 10; 100 for all strangers together */
  readonly streamsAtOnce?: number
}

/** A user's limits, all of them. */
export type KnownLimits = Required<RelayLimits>

const forUsers: KnownLimits = {
  tasksPerMinute: Number.POSITIVE_INFINITY,
  tasksPerDay: Number.POSITIVE_INFINITY,
  spendPerDay: Number.POSITIVE_INFINITY,
  requestsPerMinute: 600,
  streamsAtOnce: 10,
}

// Whoever opens a relay to the world has not thought of a number: this one cannot empty an account overnight.
const forStrangers: KnownLimits = { ...forUsers, tasksPerMinute: 10, tasksPerDay: 200, streamsAtOnce: 100 }

/** The limits of users of whom nobody said more. Throws `InvalidInputError`. */
export const defaultLimits = (
  given: RelayLimits | undefined,
  { isPublic, hasPrices }: { readonly isPublic: boolean; readonly hasPrices: boolean },
): KnownLimits => withLimits(isPublic ? forStrangers : forUsers, given, hasPrices)

/** Limits with what was said of one user. Throws `InvalidInputError` for what is no limit, or one that nothing is counted for. */
export function withLimits(limits: KnownLimits, given: RelayLimits = {}, hasPrices: boolean): KnownLimits {
  const merged: Record<string, number> = { ...limits }
  for (const [name, limit] of Object.entries(given)) {
    if (!(name in limits)) throw refuse(name, `is no limit: there are ${Object.keys(limits).join(', ')}`)
    if (limit === undefined) continue
    if (typeof limit !== 'number' || !(limit >= 0)) throw refuse(name, 'must be a number of 0 or more')
    merged[name] = limit
  }
  if (!hasPrices && Number.isFinite(merged['spendPerDay']))
    throw refuse('spendPerDay', 'needs priceOf: it says what a task costs')
  return { ...limits, ...merged }
}

const refuse = (name: string, message: string): InvalidInputError =>
  new InvalidInputError([{ field: `limits.${name}`, message }])
