/** How much an account may ask. @see contract: Rate limits */
export interface QuotaOptions {
  /** Requests a clock minute; 0 lifts all limits. */
  readonly perMinute: number
  /** Requests at once. */
  readonly concurrent: number
}

/** What the quota says of one request. */
export interface QuotaVerdict {
  readonly isAllowed: boolean
  readonly retryAfterSeconds: number
  readonly headers: Readonly<Record<string, string>>
}

/** Counts one account's requests in fixed clock minutes, and those under way. */
export interface Quota {
  readonly admit: (nowMs: number) => QuotaVerdict
  /** A request that was let in stays under way until then. */
  readonly occupy: (untilMs: number) => void
}

const minuteMs = 60_000

// It remembers nothing, because nobody would ever forget it again.
const unlimited: Quota = {
  admit: () => ({ isAllowed: true, retryAfterSeconds: 0, headers: {} }),
  occupy: () => undefined,
}

/** A full quota. */
export function createQuota({ perMinute, concurrent }: QuotaOptions): Quota {
  if (perMinute === 0) return unlimited
  let minute = -1
  let used = 0
  let underWay: number[] = []
  return {
    admit(nowMs) {
      if (Math.floor(nowMs / minuteMs) !== minute) {
        minute = Math.floor(nowMs / minuteMs)
        used = 0
      }
      underWay = underWay.filter((untilMs) => untilMs > nowMs)
      const resetMs = (minute + 1) * minuteMs
      const isBusy = underWay.length >= concurrent
      const isAllowed = used < perMinute && !isBusy
      // A refused request does not count, so that waiting always helps.
      if (isAllowed) used += 1
      return {
        isAllowed,
        retryAfterSeconds: used < perMinute && isBusy ? 1 : Math.ceil((resetMs - nowMs) / 1000),
        headers: {
          'x-ratelimit-limit': String(perMinute),
          'x-ratelimit-remaining': String(perMinute - used),
          'x-ratelimit-reset': String(resetMs / 1000),
        },
      }
    },
    occupy: (untilMs) => underWay.push(untilMs),
  }
}
