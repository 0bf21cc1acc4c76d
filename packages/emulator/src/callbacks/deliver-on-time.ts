import type { Courier } from '../service/callbacks/courier.ts'
import type { Delivery } from '../service/callbacks/delivery.ts'

/** What delivering on time needs. */
export interface OnTimeTools {
  readonly courier: Courier
  readonly now: () => number
  /** Delivers and settles. Never rejects. */
  readonly carryOut: (delivery: Delivery) => Promise<void>
  readonly stopSignal: AbortSignal
}

// A longer delay would overflow the timer's 32 bits and fire at once.
const longestTimerMs = 2 ** 31 - 1

/** Delivers callbacks as time passes, by one timer. The function it returns makes it look at the courier again. */
export function deliverOnTime({ courier, now, carryOut, stopSignal }: OnTimeTools): () => void {
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    clearTimeout(timer)
    if (stopSignal.aborted) return
    for (const delivery of courier.due(now())) void carryOut(delivery).then(look)
    const waitMs = Math.max(courier.nextDueMs() - now(), 0)
    // A callback that is due must not keep a process alive that is done.
    if (waitMs < Number.POSITIVE_INFINITY) timer = setTimeout(look, Math.min(waitMs, longestTimerMs)).unref()
  }
  stopSignal.addEventListener('abort', () => clearTimeout(timer))
  return look
}
