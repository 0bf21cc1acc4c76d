import type { Clock } from '../clock.ts'
import type { TransportResponse } from '../transport.ts'

/** The service's current window of requests, as its `X-RateLimit` headers tell of it. @see contract: Rate limits */
export interface RateWindow {
  /** Requests that may still go before the window ends; endless as long as the service tells of no limit. */
  readonly left: () => number
  /** How many a whole window has; nothing when the service tells of no limit. */
  readonly limit: () => number | undefined
  readonly remainingMs: () => number
  /** Which of our windows this is. */
  readonly nth: () => number
  /** Counts a request that goes now. */
  readonly count: () => Counted
  /** Takes it back if it never went or proves to belong to the window before, and learns from its answer. */
  readonly learn: (counted: Counted, end: TransportResponse | 'unsent' | undefined) => void
}

/** A request that was counted, and in which of our windows. */
export interface Counted {
  nth: number
}

/** Nobody documents another length. */
export const windowMs = 60_000

/** A window of which nothing is known. */
export function createRateWindow({ now, monotonic }: Clock): RateWindow {
  let limit: number | undefined
  // The service's name for the window; nothing when ours began by the clock and no answer has confirmed it yet.
  let resetSeconds: number | undefined
  let endsAt = Number.POSITIVE_INFINITY
  let nth = 0
  let used = 0
  // Requests of others under the same key.
  let foreign = 0
  const underWay = new Set<Counted>()

  function begin(endMs: number): void {
    nth += 1
    endsAt = endMs
    resetSeconds = undefined
    foreign = 0
    // Whatever is under way may be counted in the new one.
    used = underWay.size
    for (const counted of underWay) counted.nth = nth
  }

  function roll(): void {
    const nowMs = monotonic()
    if (nowMs >= endsAt) begin(endsAt + windowMs * Math.ceil((nowMs - endsAt + 1) / windowMs))
  }

  function hear(told: Told, counted: Counted): void {
    // What went before anybody told of a limit was counted in windows of which nobody knows.
    if (limit === undefined) used = underWay.size
    limit = told.limit
    const endMs = monotonic() + told.resetsInMs
    const isNewer = told.resetSeconds > (resetSeconds ?? 0)
    if (isNewer && resetSeconds !== undefined) begin(endMs)
    // An answer of the window before: it is not counted in this one.
    if (!isNewer && told.resetSeconds !== resetSeconds) {
      if (counted.nth === nth) used -= 1
      return
    }
    if (resetSeconds === undefined) endsAt = endMs
    resetSeconds = told.resetSeconds
    // Each answer names the end no earlier than it is: the earliest is the best.
    endsAt = Math.min(endsAt, endMs)
    foreign = Math.max(foreign, told.limit - told.remaining - used)
  }

  return {
    left() {
      roll()
      return limit === undefined ? Number.POSITIVE_INFINITY : Math.max(0, limit - used - foreign)
    },
    limit: () => limit,
    nth() {
      roll()
      return nth
    },
    remainingMs() {
      roll()
      return endsAt - monotonic()
    },
    count() {
      roll()
      used += 1
      const counted = { nth }
      underWay.add(counted)
      return counted
    },
    learn(counted, end) {
      roll()
      if (end === 'unsent' && counted.nth === nth) used -= 1
      const told = typeof end === 'object' ? readLimit(end.headers, now()) : undefined
      if (told) hear(told, counted)
      underWay.delete(counted)
    },
  }
}

interface Told {
  readonly limit: number
  readonly remaining: number
  readonly resetSeconds: number
  readonly resetsInMs: number
}

// Held against the answer's own date, whose second may have just begun: never too early, whatever our clock says.
function readLimit(headers: Readonly<Record<string, string>>, nowMs: number): Told | undefined {
  const [limit, remaining, resetSeconds] = ['limit', 'remaining', 'reset'].map((name) =>
    countIn(headers[`x-ratelimit-${name}`]),
  )
  if (!limit || remaining === undefined || resetSeconds === undefined) return undefined
  const dateMs = Date.parse(headers['date'] ?? '')
  const resetsInMs = resetSeconds * 1_000 - (Number.isNaN(dateMs) ? nowMs : dateMs)
  return { limit, remaining, resetSeconds, resetsInMs: Math.min(windowMs, Math.max(0, resetsInMs)) }
}

const countIn = (text = ''): number | undefined => (/^\d{1,12}$/.test(text) ? Number(text) : undefined)
