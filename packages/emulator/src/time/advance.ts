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

// Of real time: far more than a receiver on this machine needs for an answer.
const patienceMs = 250

/**
 * Lets virtual time pass: whatever is due on the way happens in its order and at its moment, and each callback is answered
 * before the next leaves. What a receiver asks the twin before it answers is answered within the step, at its moment too.
 * Calls wait for each other.
 */
export function createAdvance({ clock, courier, carryOut, stopSignal }: AdvanceTools): (ms: number) => Promise<void> {
  let turn: Promise<void> = Promise.resolve()

  async function pass(ms: number): Promise<void> {
    const endMs = clock.now() + ms
    while (!stopSignal.aborted) {
      const nextMs = Math.min(clock.nextWakeMs(), courier.nextDueMs())
      if (nextMs > endMs) break
      await wakeSleepers(nextMs)
      for (const delivery of courier.due(clock.now())) await seeThrough(delivery, endMs)
    }
    clock.passTo(endMs)
  }

  async function seeThrough(delivery: Delivery, endMs: number): Promise<void> {
    // Whoever falls asleep now may be what the receiver waits for before it answers.
    const forget = clock.onSleep((untilMs) => (untilMs <= endMs ? clock.passTo(untilMs) : undefined))
    // So may whoever slept before, but to wake that one would let time pass for receivers who need none.
    const timer = setInterval(() => {
      const nextMs = clock.nextWakeMs()
      if (nextMs <= Math.min(endMs, courier.nextDueMs())) clock.passTo(nextMs)
    }, patienceMs)
    await carryOut(delivery).finally(() => {
      forget()
      clearInterval(timer)
    })
  }

  async function wakeSleepers(nextMs: number): Promise<void> {
    const hasSleepers = clock.nextWakeMs() <= nextMs
    clock.passTo(nextMs)
    // An answer that was delayed until now leaves before whatever comes next.
    if (hasSleepers) await new Promise((resolve) => setImmediate(resolve))
  }

  return (ms) => {
    if (!(ms >= 0 && ms < Number.POSITIVE_INFINITY)) throw new RangeError('Time passes by 0 ms or more')
    const passing = turn.then(() => pass(ms))
    // A step that failed is told to its caller alone.
    turn = passing.catch(() => undefined)
    return passing
  }
}
