import { createTimetable } from './timetable.ts'
import type { TwinClock } from './twin-clock.ts'

/** Time that stands still until it is told to pass. */
export interface VirtualClock extends TwinClock {
  /** When the next sleeper wakes, in Unix milliseconds; `Infinity` when nobody sleeps. */
  readonly nextWakeMs: () => number
  /** Lets it be that moment, and wakes whoever slept until then. */
  readonly passTo: (ms: number) => void
}

/** A clock that begins at a moment, in Unix milliseconds. */
export function createVirtualClock(startMs: number): VirtualClock {
  const sleepers = createTimetable<() => void>()
  let nowMs = startMs
  return {
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => reject(signal.reason)
        if (signal.aborted) return stop()
        signal.addEventListener('abort', stop)
        const wake = (): void => {
          signal.removeEventListener('abort', stop)
          resolve()
        }
        sleepers.add(wake, nowMs + ms)
      }),
    nextWakeMs: sleepers.nextMs,
    passTo(ms) {
      nowMs = Math.max(nowMs, ms)
      for (const wake of sleepers.take(nowMs)) wake()
    },
  }
}
