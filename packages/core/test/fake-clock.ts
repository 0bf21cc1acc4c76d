import type { Clock } from '../src/index.ts'

/** A look of a watch takes no longer. */
const longestLookMs = 120_000

interface Sleeper {
  readonly wakesAt: number
  readonly wake: () => void
}

/** Virtual time: whenever nothing else is left to do, the clock jumps to the next sleeper. */
export interface FakeClock extends Clock {
  /** Every pause taken so far, in milliseconds, without those that end a call or a look. */
  readonly sleeps: readonly number[]
  /** Sleepers that nobody has woken or stopped: none may be left after a call. */
  readonly pending: () => number
  /** Does something once so many milliseconds have passed: an abort in the middle of a pause, say. */
  readonly after: (ms: number, run: () => void) => void
  /** Resolves once so many milliseconds have passed. */
  readonly elapse: (ms: number) => Promise<void>
  /** Lets the wall clock jump, as it does when it is set. */
  readonly shiftWall: (ms: number) => void
}

export function createFakeClock({ startMs = Date.UTC(2026, 0, 1), deadlineMs = 600_000 } = {}): FakeClock {
  let elapsed = 0
  let shift = 0
  let isScheduled = false
  const sleepers = new Set<Sleeper>()
  const sleeps: number[] = []

  function add(ms: number, wake: () => void): Sleeper {
    const sleeper: Sleeper = { wakesAt: elapsed + ms, wake }
    sleepers.add(sleeper)
    schedule()
    return sleeper
  }

  function schedule(): void {
    if (isScheduled || sleepers.size === 0) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      const next = [...sleepers].sort((a, b) => a.wakesAt - b.wakesAt)[0]
      if (next === undefined) return
      elapsed = Math.max(elapsed, next.wakesAt)
      sleepers.delete(next)
      next.wake()
      schedule()
    })
  }

  return {
    now: () => startMs + elapsed + shift,
    monotonic: () => elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason)
        if (ms !== deadlineMs && ms !== longestLookMs) sleeps.push(ms)
        const stop = (): void => {
          sleepers.delete(sleeper)
          reject(signal.reason)
        }
        const sleeper = add(ms, () => {
          signal.removeEventListener('abort', stop)
          resolve()
        })
        signal.addEventListener('abort', stop)
      }),
    sleeps,
    pending: () => sleepers.size,
    after: (ms, run) => {
      add(ms, run)
    },
    elapse: (ms) =>
      new Promise((resolve) => {
        add(ms, resolve)
      }),
    shiftWall: (ms) => {
      shift += ms
    },
  }
}
