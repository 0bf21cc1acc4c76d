import type { Clock } from '@nano-banana/core'

/** How a run ends before it is done. */
export interface TwoSignals {
  /** Nothing new begins. */
  readonly stopping: AbortSignal
  /** A while after that: what is still being sent or written is broken off, and goes on in the next run. */
  readonly closing: AbortSignal
  /** Stops at once, for something that went wrong. */
  readonly fail: (reason: unknown) => void
  /** Nothing of it stays behind. */
  readonly end: () => void
}

const graceMs = 5_000

/** Signals that follow the caller's. */
export function createTwoSignals(caller: AbortSignal | undefined, clock: Clock, onStop: () => void): TwoSignals {
  const [stop, close, over] = [new AbortController(), new AbortController(), new AbortController()]
  const begin = (): void => {
    stop.abort(caller?.reason)
    onStop()
    clock.sleep(graceMs, over.signal).then(
      () => close.abort('stopped'),
      () => undefined,
    )
  }
  if (caller?.aborted) begin()
  else caller?.addEventListener('abort', begin, { signal: over.signal, once: true })
  return {
    stopping: stop.signal,
    closing: close.signal,
    fail(reason) {
      stop.abort(reason)
      close.abort(reason)
    },
    end: () => over.abort('over'),
  }
}
