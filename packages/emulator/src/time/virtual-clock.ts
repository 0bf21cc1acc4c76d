import { createTimetable } from './timetable.ts'
import type { TwinClock } from './twin-clock.ts'

/** Time that stands still until it is told to pass. */
export interface VirtualClock extends TwinClock {
  /** When the next sleeper wakes, in Unix milliseconds; `Infinity` when nobody sleeps. */
  readonly nextWakeMs: () => number
  /** Lets it be that moment, and wakes whoever slept until then. */
  readonly passTo: (ms: number) => void
  /** Tells until when somebody falls asleep from now on, in Unix milliseconds; the function it returns ends that. */
  readonly onSleep: (listener: (untilMs: number) => void) => () => void
}

/** A clock that begins at a moment, in Unix milliseconds. */
export function createVirtualClock(startMs: number): VirtualClock {
  const sleepers = createTimetable<() => void>()
  const listeners = new Set<(untilMs: number) => void>()
  let nowMs = startMs
  return {
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason)
        const stop = (): void => {
          sleepers.remove(wake)
          reject(signal.reason)
        }
        const wake = (): void => {
          signal.removeEventListener('abort', stop)
          resolve()
        }
        signal.addEventListener('abort', stop)
        const untilMs = nowMs + ms
        sleepers.add(wake, untilMs)
        for (const tell of listeners) tell(untilMs)
      }),
    nextWakeMs: sleepers.nextMs,
    passTo(ms) {
      nowMs = Math.max(nowMs, ms)
      for (const wake of sleepers.take(nowMs)) wake()
    },
    onSleep(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
