import { deliver } from './callbacks/deliver.ts'
import { deliverOnTime } from './callbacks/deliver-on-time.ts'
import { createFaultScript, type ReadableFaultScript } from './faults/fault-script.ts'
import { createOutputs, type Outputs } from './outputs/outputs.ts'
import { createReferences, type References } from './references/references.ts'
import type { Delivery } from './service/callbacks/delivery.ts'
import { createService, type Service } from './service/service.ts'
import type { ServiceOptions } from './service/service-options.ts'
import { createAdvance } from './time/advance.ts'
import { realClock, type TwinClock } from './time/twin-clock.ts'
import { createVirtualClock } from './time/virtual-clock.ts'

/** What kind of twin this is. */
export interface TwinOptions extends ServiceOptions {
  /** Virtual time stands still until `advance` lets it pass. @default 'real' */
  readonly clock?: 'real' | 'virtual' | undefined
  /** Wall time in Unix milliseconds; a virtual clock only begins with it. @default Date.now */
  readonly now?: (() => number) | undefined
}

/** The machine with everything that moves it: time, faults and the delivery of callbacks. */
export interface Twin {
  readonly service: Service
  readonly clock: TwinClock
  readonly script: ReadableFaultScript
  readonly references: References
  readonly outputs: Outputs
  /** Lets virtual time pass; nothing when time is real. */
  readonly advance: ((ms: number) => Promise<void>) | undefined
  /** Looks whether callbacks are due; called whenever new ones may be. */
  readonly look: () => void
  /** Aborts when the twin closes. */
  readonly stopSignal: AbortSignal
  /** Stops what is under way; resolves when it has ended. */
  readonly close: () => Promise<void>
}

/** Creates a twin on which nothing has happened yet. */
export function createTwin({ clock = 'real', now = Date.now, ...options }: TwinOptions): Twin {
  const service = createService(options)
  const { courier } = service
  const virtualClock = clock === 'virtual' ? createVirtualClock(now()) : undefined
  const time = virtualClock ?? realClock(now)
  const stop = new AbortController()
  const underWay = new Set<Promise<void>>()

  const carryOut = (delivery: Delivery): Promise<void> => {
    const settled = deliver(delivery, stop.signal).then((receipt) => courier.settle(delivery, receipt, time.now()))
    underWay.add(settled)
    return settled.finally(() => underWay.delete(settled))
  }
  const references = createReferences(stop.signal)
  const tools = { courier, carryOut, now: time.now, stopSignal: stop.signal }
  return {
    service,
    clock: time,
    script: createFaultScript(),
    references,
    outputs: createOutputs({ service, references, now: time.now }),
    advance: virtualClock && createAdvance({ ...tools, clock: virtualClock }),
    look: virtualClock ? () => undefined : deliverOnTime(tools),
    stopSignal: stop.signal,
    close: async () => {
      stop.abort()
      await Promise.all(underWay)
    },
  }
}
