import type { Clock } from '@nano-banana/core'

/** How many requests each user has made in this minute. */
export interface RequestRate {
  /** Counts one; gives how long to wait, in milliseconds, when it is one too many. */
  readonly count: (userId: string, mostPerMinute: number) => number | undefined
}

const minuteMs = 60_000

/** Counts by the minute of this process, and forgets everybody with it. */
export function createRequestRate({ monotonic }: Pick<Clock, 'monotonic'>): RequestRate {
  const counts = new Map<string, number>()
  let endsAtMs = Number.NEGATIVE_INFINITY
  return {
    count(userId, mostPerMinute) {
      const nowMs = monotonic()
      if (nowMs >= endsAtMs) {
        counts.clear()
        endsAtMs = nowMs + minuteMs
      }
      const count = (counts.get(userId) ?? 0) + 1
      counts.set(userId, count)
      return count > mostPerMinute ? endsAtMs - nowMs : undefined
    },
  }
}
