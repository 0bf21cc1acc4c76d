import type { Clock } from '@nano-banana/core'

/** Lets a service that is down rest: while it is, one request asks every five seconds whether it is back, for all. */
export interface Outage {
  /** Resolves at once while all is well, else when it is this caller's turn to ask, or the signal aborts. */
  readonly turn: (signal: AbortSignal) => Promise<void>
  /** A request has failed that may succeed later, and not before so many milliseconds. */
  readonly begin: (error: Error, askedMs?: number) => void
  /** The service has answered. */
  readonly end: () => void
  /** How often it has. */
  readonly answers: () => number
  /** How many wait for their turn. */
  readonly waiting: () => number
}

/** Who hears of it. */
export interface OutageTools {
  readonly clock: Clock
  readonly onBegin: (error: Error) => void
  readonly onEnd: () => void
}

const probeEveryMs = 5_000

/** All is well. */
export function createOutage({ clock, onBegin, onEnd }: OutageTools): Outage {
  let over: AbortController | undefined
  let nextMs = 0
  let notBeforeMs = 0
  let answers = 0
  let waiting = 0
  return {
    async turn(signal) {
      waiting += 1
      while (over && !signal.aborted) {
        const nowMs = clock.monotonic()
        const turnMs = Math.max(nextMs, nowMs)
        nextMs = turnMs + probeEveryMs
        const isMine = await clock.sleep(turnMs - nowMs, AbortSignal.any([signal, over.signal])).then(
          () => true,
          () => false,
        )
        if (isMine && clock.monotonic() >= notBeforeMs) break
      }
      waiting -= 1
    },
    begin(error, askedMs = 0) {
      const nowMs = clock.monotonic()
      notBeforeMs = Math.max(notBeforeMs, nowMs + askedMs)
      if (over) return
      over = new AbortController()
      nextMs = Math.max(nowMs + probeEveryMs, notBeforeMs)
      onBegin(error)
    },
    answers: () => answers,
    waiting: () => waiting,
    end() {
      answers += 1
      if (over === undefined) return
      over.abort('over')
      over = undefined
      onEnd()
    },
  }
}
