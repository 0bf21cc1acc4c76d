import type { Clock } from '@nano-banana/core'
import { DownloadError } from './download-error.ts'

/** One attempt, as its work sees it. */
export interface Attempt {
  /** Aborts when the attempt is over, for whatever reason. */
  readonly signal: AbortSignal
  /** To be called whenever something arrives. */
  readonly onHeard: () => void
}

const idleMs = 30_000

/** Does the work of one attempt, and breaks it off when nothing has arrived for half a minute. */
export async function withIdleLimit<T>(
  clock: Clock,
  parent: AbortSignal,
  work: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const { signal } = controller
  let heardAt = clock.monotonic()
  const stop = (): void => controller.abort(parent.reason)
  const watch = async (): Promise<void> => {
    for (let leftMs = idleMs; leftMs > 0; leftMs = heardAt + idleMs - clock.monotonic())
      await clock.sleep(leftMs, signal)
    controller.abort(silence())
  }
  parent.addEventListener('abort', stop)
  try {
    parent.throwIfAborted()
    watch().catch(() => undefined)
    const onHeard = (): void => {
      heardAt = clock.monotonic()
    }
    return await work({ signal, onHeard })
  } catch (thrown) {
    // Whatever broke when the attempt was broken off, this is why.
    throw signal.reason instanceof DownloadError ? signal.reason : thrown
  } finally {
    parent.removeEventListener('abort', stop)
    controller.abort()
  }
}

function silence(): DownloadError {
  return new DownloadError('timeout', `Nothing arrived for ${idleMs / 1000} s: check the network and try again`, {
    retryable: true,
  })
}
