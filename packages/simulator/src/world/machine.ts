import type { Clock } from '@nano-banana/core'
import type { VirtualTime } from './virtual-time.ts'

/** One process on one computer: it has a clock of its own, may fall asleep with its computer, and may be killed. */
export interface Machine {
  /** Its computer's name and the how manieth process it is there, such as `m1.0`. */
  readonly name: string
  readonly computer: string
  readonly clock: Clock
  readonly isAlive: () => boolean
  /** Hands something over: at once, on wake-up, or never to a dead process. */
  readonly deliver: (run: () => void) => void
  /** Nothing of the process goes on; what was on its way to it is lost. */
  readonly kill: () => void
  /** The computer sleeps: the wall clock goes on, the monotonic one and all timers stand still. */
  readonly freeze: (ms: number) => void
  /** Somebody sets the wall clock. */
  readonly shiftWall: (ms: number) => void
  /** Timers that nobody has stopped. */
  readonly timers: () => number
}

/** When every world begins, in Unix milliseconds. */
export const epochMs = Date.UTC(2026, 0, 1, 12, 0, 20)

/** A process that begins now. */
export function createMachine(computer: string, nth: number, time: VirtualTime): Machine {
  const startedAt = time.nowMs()
  let isAlive = true
  let sleptMs = 0
  let wakesAt = 0
  let wallShiftMs = 0
  let timers = 0

  const isAsleep = (): boolean => time.nowMs() < wakesAt
  // While the computer sleeps, its whole nap is already counted: take back what is still to come.
  const localMs = (): number => time.nowMs() - startedAt - sleptMs + Math.max(0, wakesAt - time.nowMs())

  function sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const endsAt = localMs() + ms
      let cancel: () => void = () => undefined
      const end = (settle: () => void): void => {
        timers -= 1
        signal.removeEventListener('abort', stop)
        settle()
      }
      const stop = (): void => {
        cancel()
        end(() => reject(signal.reason))
      }
      const arm = (): void => {
        cancel = time.at(Math.max(time.nowMs(), wakesAt) + endsAt - localMs(), () => {
          if (!isAlive) return
          if (isAsleep() || endsAt - localMs() > 1e-6) arm()
          else end(resolve)
        })
      }
      timers += 1
      signal.addEventListener('abort', stop)
      arm()
    })
  }

  return {
    name: `${computer}.${nth}`,
    computer,
    clock: { now: () => epochMs + time.nowMs() + wallShiftMs, monotonic: localMs, sleep },
    isAlive: () => isAlive,
    deliver(run) {
      const whenAlive = (): void => {
        if (isAlive) run()
      }
      if (isAsleep()) time.at(wakesAt, whenAlive)
      else whenAlive()
    },
    kill: () => {
      isAlive = false
    },
    freeze(ms) {
      if (isAsleep()) return
      sleptMs += ms
      wakesAt = time.nowMs() + ms
    },
    shiftWall: (ms) => {
      wallShiftMs += ms
    },
    timers: () => timers,
  }
}
