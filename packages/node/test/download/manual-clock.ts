import type { Clock } from '@nano-banana/core'

/** Pauses between attempts pass at once; longer waits (silence, deadline) pass only by `advance`. */
export interface ManualClock extends Clock {
  /** The pauses taken, in milliseconds. */
  readonly pauses: readonly number[]
  readonly advance: (ms: number) => void
  /** Waits that are neither over nor stopped: none may be left after a call. */
  readonly pending: () => number
}

const longestPauseMs = 25_000

export function createManualClock(): ManualClock {
  let elapsed = 0
  const pauses: number[] = []
  const sleepers = new Map<() => void, number>()
  return {
    now: () => Date.UTC(2026, 0, 1) + elapsed,
    monotonic: () => elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason)
        if (ms <= longestPauseMs) {
          pauses.push(ms)
          elapsed += ms
          return setImmediate(resolve)
        }
        sleepers.set(resolve, elapsed + ms)
        signal.addEventListener('abort', () => {
          sleepers.delete(resolve)
          reject(signal.reason)
        })
      }),
    pauses,
    advance(ms) {
      elapsed += ms
      for (const [wake, wakesAt] of sleepers) {
        if (wakesAt > elapsed) continue
        sleepers.delete(wake)
        wake()
      }
    },
    pending: () => sleepers.size,
  }
}
