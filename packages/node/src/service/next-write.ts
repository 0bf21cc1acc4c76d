import type { Clock, Journal } from '@nano-banana/core'

/** The next time that an operation is written. */
export interface NextWrite {
  /** Resolves then, or after a time at the latest, or as soon as the signal aborts. */
  readonly orAfter: (ms: number, clock: Clock, signal: AbortSignal) => Promise<void>
  readonly forget: () => void
}

/** Listens from now on, so that nothing is missed that is written while the operation is read. */
export function nextWrite<Tx>(journal: Journal<Tx>, operationId: string): NextWrite {
  const heard = new AbortController()
  const forget = journal.subscribe((written) => {
    if (written === operationId) heard.abort('written')
  })
  return {
    orAfter: (ms, clock, signal) => clock.sleep(ms, AbortSignal.any([signal, heard.signal])).catch(() => undefined),
    forget,
  }
}
