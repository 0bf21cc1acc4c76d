import type { Clock } from '../clock.ts'

/** How many requests may be under way: fewer after every 429, and one more for every ten seconds without. */
export interface Throttle {
  readonly width: () => number
  /** Nothing goes for so long after a 429. */
  readonly restMs: () => number
  /** When one more may go than now; endless when all may. */
  readonly widensInMs: () => number
  /** A request that went at a time was refused as one too many. */
  readonly refuse: (leftAtMs: number, askedMs: number | undefined) => void
}

const recoveryMs = 10_000
/** Where the service does not say how long. */
const usualRestMs = 1_000
/** A longer wish is granted to the call that was told; nobody else is kept waiting by it. */
const longestRestMs = 60_000

/** An open throttle. */
export function createThrottle({ monotonic }: Clock, widest: number): Throttle {
  let narrowed = widest
  let refusedAtMs = Number.NEGATIVE_INFINITY
  let restsUntilMs = Number.NEGATIVE_INFINITY
  const width = (): number => Math.min(widest, narrowed + Math.floor((monotonic() - refusedAtMs) / recoveryMs))
  return {
    width,
    widensInMs: () =>
      width() === widest ? Number.POSITIVE_INFINITY : recoveryMs - ((monotonic() - refusedAtMs) % recoveryMs),
    restMs: () => restsUntilMs - monotonic(),
    refuse(leftAtMs, askedMs = usualRestMs) {
      const nowMs = monotonic()
      restsUntilMs = Math.max(restsUntilMs, nowMs + Math.min(askedMs, longestRestMs))
      // Requests that were under way together are refused together: that is one lesson.
      if (leftAtMs < refusedAtMs) return
      narrowed = Math.max(1, Math.floor(width() / 2))
      refusedAtMs = nowMs
    },
  }
}
