import type { KnownLimits } from '../relay-limits.ts'

/** One new task that counts. */
export interface Charge {
  /** Names its operation: what is asked for again counts once. */
  readonly id: string
  readonly atMs: number
  /** In the unit of `priceOf`. */
  readonly price: number
}

/** The limits that new tasks have. */
export type TaskLimits = Pick<KnownLimits, 'tasksPerMinute' | 'tasksPerDay' | 'spendPerDay'>

/** Which limit is in the way, and when it no longer is. */
export interface Excess {
  readonly kind: 'rate' | 'spend'
  readonly retryAfterMs: number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Whether there is anything to count. */
export const isLimited = (limits: TaskLimits): boolean => windowMs(limits) > 0

/** For how long a charge counts, in milliseconds. */
export function windowMs({ tasksPerMinute, tasksPerDay, spendPerDay }: TaskLimits): number {
  if (Number.isFinite(tasksPerDay) || Number.isFinite(spendPerDay)) return dayMs
  return Number.isFinite(tasksPerMinute) ? minuteMs : 0
}

/** The charges that still count at a time. */
export const stillCounting = (charges: readonly Charge[], limits: TaskLimits, nowMs: number): readonly Charge[] =>
  charges.filter(({ atMs }) => atMs > nowMs - windowMs(limits))

/** What keeps a new charge from being taken beside those that were; nothing when it may be. Pure. */
export function excessOf(charges: readonly Charge[], next: Charge, limits: TaskLimits): Excess | undefined {
  const { tasksPerMinute, tasksPerDay, spendPerDay } = limits
  const today = charges.filter(({ atMs }) => atMs > next.atMs - dayMs)
  const lately = today.filter(({ atMs }) => atMs > next.atMs - minuteMs)
  const until = (oldest: Charge | undefined, ms: number): number => (oldest ? oldest.atMs + ms - next.atMs : ms)
  if (lately.length + 1 > tasksPerMinute) return { kind: 'rate', retryAfterMs: until(lately[0], minuteMs) }
  if (today.length + 1 > tasksPerDay) return { kind: 'rate', retryAfterMs: until(today[0], dayMs) }
  const spent = today.reduce((sum, { price }) => sum + price, 0)
  if (spent + next.price > spendPerDay) return { kind: 'spend', retryAfterMs: until(today[0], dayMs) }
  return undefined
}
