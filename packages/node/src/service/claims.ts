import type { Clock, Journal } from '@nano-banana/core'
import { change } from './change.ts'
import { claim } from './life.ts'

/** The operations that this process works on, kept from others however long that takes. */
export interface Claims {
  /** Keeps an operation until work on it is over. */
  readonly during: <T>(operationId: string, work: PromiseLike<T>) => Promise<T>
}

/** What claims are kept with. */
export interface ClaimTools<Tx> {
  readonly journal: Journal<Tx>
  readonly clock: Clock
  readonly leaseMs: number
  readonly reportError: (error: unknown) => void
}

/** Holds nothing yet. All that is held is extended together, three times a lease. */
export function createClaims<Tx>({ journal, clock, leaseMs, reportError }: ClaimTools<Tx>): Claims {
  const held = new Set<string>()
  let resting: AbortController | undefined

  async function extendAll(rest: AbortController): Promise<void> {
    for (;;) {
      await clock.sleep(leaseMs / 3, rest.signal)
      await Promise.all(Array.from(held, (operationId) => extend(operationId).catch(reportError)))
    }
  }

  // Whoever has let go meanwhile has written what comes next, and that must stay.
  const extend = (operationId: string): Promise<unknown> =>
    change(journal, operationId, (operation) =>
      held.has(operationId) ? claim(clock.now() + leaseMs)(operation) : undefined,
    )

  function letGo(operationId: string): void {
    held.delete(operationId)
    if (held.size > 0) return
    resting?.abort('nothing held')
    resting = undefined
  }

  return {
    async during(operationId, work) {
      held.add(operationId)
      if (resting === undefined) {
        resting = new AbortController()
        extendAll(resting).catch(() => undefined)
      }
      try {
        return await work
      } finally {
        letGo(operationId)
      }
    },
  }
}
