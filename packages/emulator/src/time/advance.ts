import type { Courier } from '../service/callbacks/courier.ts'
import type { Delivery } from '../service/callbacks/delivery.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What passing time needs. */
export interface AdvanceTools {
  readonly clock: VirtualClock
  readonly courier: Courier
  /** Delivers and settles. Never rejects. */
  readonly carryOut: (delivery: Delivery) => Promise<void>
  readonly stopSignal: AbortSignal
}

/**
 * Lets virtual time pass: whatever is due on the way happens in its order and at its moment, and each callback is answered
 * before the next leaves. Calls wait for each other.
 */
export function createAdvance({ clock, courier, carryOut, stopSignal }: AdvanceTools): (ms: number) => Promise<void> {
  let turn: Promise<void> = Promise.resolve()

  async function pass(ms: number): Promise<void> {
    const endMs = clock.now() + ms
    while (!stopSignal.aborted) {
      const nextMs = Math.min(clock.nextWakeMs(), courier.nextDueMs())
      if (nextMs > endMs) break
      await wakeSleepers(nextMs)
      for (const delivery of courier.due(clock.now())) await carryOut(delivery)
    }
    clock.passTo(endMs)
  }

  async function wakeSleepers(nextMs: number): Promise<void> {
    const hasSleepers = clock.nextWakeMs() <= nextMs
    clock.passTo(nextMs)
    // An answer that was delayed until now leaves before whatever comes next.
    if (hasSleepers) await new Promise((resolve) => setImmediate(resolve))
  }

  return (ms) => {
    if (!(ms >= 0 && ms < Number.POSITIVE_INFINITY)) throw new RangeError('Time passes by 0 ms or more')
    turn = turn.then(() => pass(ms))
    return turn
  }
}
