import {
  AbortedError,
  type Clock,
  DeadlineError,
  type ErrorFacts,
  InternalError,
  isNanoBananaError,
} from '@nano-banana/core'

/** The life of one download: it ends when the work is done, the caller aborts, or the deadline passes. */
export interface DownloadScope {
  /** Aborts when the scope ends, for whatever reason. */
  readonly signal: AbortSignal
  readonly remainingMs: () => number
}

/** What ends a download before it is done. */
export interface DownloadLimits {
  readonly clock: Clock
  readonly deadlineMs: number
  readonly signal: AbortSignal | undefined
}

/** Does work in a scope of its own and closes it. Nothing stays behind, on the caller's signal neither. */
export async function withDownloadScope<T>(
  { clock, deadlineMs, signal: caller }: DownloadLimits,
  work: (scope: DownloadScope) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const { signal } = controller
  const stop = (): void => controller.abort()
  caller?.addEventListener('abort', stop)
  try {
    if (caller?.aborted) stop()
    signal.throwIfAborted()
    const endsAt = clock.monotonic() + deadlineMs
    clock.sleep(deadlineMs, signal).then(stop, () => undefined)
    return await work({ signal, remainingMs: () => endsAt - clock.monotonic() })
  } catch (thrown) {
    if (caller?.aborted) throw new AbortedError({ ...facts, cause: caller.reason })
    if (signal.aborted) throw new DeadlineError(deadlineMs, facts)
    throw isNanoBananaError(thrown) ? thrown : new InternalError({ ...facts, retryable: false, cause: thrown })
  } finally {
    caller?.removeEventListener('abort', stop)
    controller.abort()
  }
}

const facts: ErrorFacts = { phase: 'download', outcome: 'accepted', retryable: true }
