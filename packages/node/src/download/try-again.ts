import { backoff, type Clock } from '@nano-banana/core'
import { DownloadError } from './download-error.ts'
import type { DownloadScope } from './download-scope.ts'

/** What trying again takes. */
export interface TryAgainTools {
  readonly clock: Clock
  readonly random: () => number
  readonly scope: DownloadScope
}

const maxAttempts = 4
// A host that asks for more is not waited for: the caller can do something better meanwhile.
const longestAskedMs = 60_000

/** Does the work until it succeeds, as often as its errors allow. A download costs nothing, so each attempt starts anew. */
export async function tryAgain<T>(work: () => Promise<T>, { clock, random, scope }: TryAgainTools): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof DownloadError) || scope.signal.aborted) throw thrown
      const pauseMs = pauseBeforeNext(thrown, attempt, random)
      if (pauseMs === undefined || pauseMs > scope.remainingMs()) throw Object.assign(thrown, { attempts: attempt })
      await clock.sleep(pauseMs, scope.signal)
    }
  }
}

function pauseBeforeNext(error: DownloadError, attempt: number, random: () => number): number | undefined {
  const askedMs = error.retryAfterMs ?? 0
  if (!error.retryable || attempt >= maxAttempts || askedMs > longestAskedMs) return undefined
  // All clients of one outage are told the same moment: spread them behind it.
  return Math.max(backoff(attempt - 1, random), askedMs) + random() * Math.min(1_000, askedMs * 0.1)
}
