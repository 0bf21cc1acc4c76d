import type { Clock } from '@nano-banana/node'

/** Time in which nothing waits for real: it moves on when all that can move has moved. */
export interface VirtualClock extends Clock {
  readonly at: (atMs: number, run: () => void) => void
  /** Lets time pass until a promise has settled. */
  readonly until: <T>(promise: Promise<T>) => Promise<T>
}

/** A clock that starts at a time of the wall, in Unix milliseconds. */
export function createVirtualClock(startMs: number): VirtualClock {
  const events: { readonly atMs: number; readonly run: () => void }[] = []
  let elapsedMs = 0

  function at(atMs: number, run: () => void): void {
    const after = events.findLastIndex((event) => event.atMs <= atMs)
    events.splice(after + 1, 0, { atMs, run })
  }

  return {
    now: () => startMs + elapsedMs,
    monotonic: () => elapsedMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        if (signal.aborted) return reject(signal.reason)
        at(elapsedMs + ms, resolve)
      }),
    at,
    async until(promise) {
      let isSettled = false
      const end = (): void => {
        isSettled = true
      }
      promise.then(end, end)
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        if (isSettled) return promise
        const next = events.shift()
        if (next === undefined) throw new Error('Nothing moves any more')
        elapsedMs = Math.max(elapsedMs, next.atMs)
        next.run()
      }
    },
  }
}
