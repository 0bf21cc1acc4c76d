/** How backoff grows. All in milliseconds. */
export interface BackoffOptions {
  /** Bound of the first pause. @default 500 */
  readonly baseMs?: number
  /** Bound of every pause. @default 20_000 */
  readonly maxMs?: number
}

/** Pauses shorter than this are no pause. */
const floorMs = 50

/** Full jitter: a pause drawn evenly from nothing to a bound that doubles with every retry. `retry` counts from 0. */
export function backoff(
  retry: number,
  random: () => number,
  { baseMs = 500, maxMs = 20_000 }: BackoffOptions = {},
): number {
  return Math.max(floorMs, random() * Math.min(maxMs, baseMs * 2 ** retry))
}
