import { onAbort } from './abort-signal.ts'

/** Time as core sees it. Pass your own to run a client on virtual time. */
export interface Clock {
  /** Wall time in Unix milliseconds. It may jump, so it is only held against dates that the service sends. */
  readonly now: () => number
  /** Milliseconds that never run backwards. Deadlines and durations are measured in these. */
  readonly monotonic: () => number
  /** Resolves after `ms`, never earlier, however long; rejects with the signal's reason when it aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

// A longer delay would overflow the timer's 32 bits and fire at once.
const longestTimerMs = 2 ** 31 - 1

/** The platform's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = performance.now() + ms
      let timer: ReturnType<typeof setTimeout> | undefined
      const forget = onAbort(signal, () => {
        clearTimeout(timer)
        reject(signal.reason)
      })
      if (signal.aborted) return
      const arm = (): void => {
        const left = end - performance.now()
        if (left > 0) {
          timer = setTimeout(arm, Math.min(Math.ceil(left), longestTimerMs))
          return
        }
        forget()
        resolve()
      }
      arm()
    }),
}
