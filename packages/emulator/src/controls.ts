import type { FaultScript } from './faults/fault-script.ts'
import type { DeliveryRecord } from './service/callbacks/delivery.ts'
import type { Ledger } from './service/ledger.ts'
import type { Twin } from './twin.ts'

/** What a test does with a twin beside sending requests to it. */
export interface Controls {
  /** What was billed, whatever a client believes. */
  readonly ledger: Ledger
  /** What goes wrong next. */
  readonly faults: FaultScript
  /** Every callback that was sent, in the order in which they ended. */
  readonly deliveries: () => readonly DeliveryRecord[]
  /**
   * Lets virtual time pass, in milliseconds: what is due on the way happens in its order, and each callback is answered
   * before the next leaves. A receiver that keeps silent costs the real time of `callbacks.timeoutMs`. Rejects when the clock
   * is real.
   */
  readonly advance: (ms: number) => Promise<void>
  /** Stops whatever is under way, callbacks too. */
  readonly close: () => Promise<void>
}

/** The controls of a twin. */
export const controlsOf = ({ service, script, advance, close }: Twin): Controls => ({
  ledger: service.ledger,
  faults: { add: script.add, clear: script.clear },
  deliveries: service.courier.log,
  advance: async (ms) => {
    if (advance === undefined) throw new Error("Real time passes by itself: pass clock: 'virtual' to advance it")
    await advance(ms)
  },
  close,
})
