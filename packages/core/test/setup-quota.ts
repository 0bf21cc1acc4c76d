import { createAgenda } from '../src/agenda.ts'
import type { Leave, Priority, Quota, RequestQuotaOptions, TransportResponse } from '../src/index.ts'
import { requestQuota } from '../src/index.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'

/** A quota on virtual time, and requests with names. */
export interface QuotaSetup {
  readonly quota: Quota
  readonly clock: FakeClock
  /** Asks to be let go. */
  readonly ask: (name: string, priority?: Priority, signal?: AbortSignal) => void
  /** Asks so many times, for the same. */
  readonly askAll: (count: number, name: string, priority?: Priority, signal?: AbortSignal) => void
  /** Who has gone, or has given up, in this order; a new list. */
  readonly gone: () => Promise<readonly string[]>
  /** When each has gone. */
  readonly goneAt: readonly number[]
  /** Ends the oldest request that is under way. */
  readonly end: (answer?: TransportResponse) => void
  /** Ends all that are under way. */
  readonly endAll: (answer?: TransportResponse) => void
}

const stay = new AbortController().signal

export function setupQuota(options?: RequestQuotaOptions): QuotaSetup {
  const clock = createFakeClock()
  const quota = requestQuota(options)({ clock, agenda: createAgenda(clock) })
  const gone: string[] = []
  const goneAt: number[] = []
  const underWay: Leave[] = []

  function ask(name: string, priority: Priority = 'interactive', signal = stay): void {
    quota.enter(priority, signal).then(
      (leave) => {
        gone.push(name)
        goneAt.push(clock.monotonic())
        underWay.push(leave)
      },
      (reason) => gone.push(`${name}: ${reason}`),
    )
  }

  return {
    quota,
    clock,
    ask,
    askAll(count, name, priority, signal) {
      for (let nth = 0; nth < count; nth += 1) ask(name, priority, signal)
    },
    async gone() {
      await settle()
      return gone.splice(0)
    },
    goneAt,
    end: (answer) => underWay.shift()?.(answer),
    endAll(answer) {
      for (const leave of underWay.splice(0)) leave(answer)
    },
  }
}

/** Lets all happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve()
}
