import { type DrawnFault, drawFault, type RequestName } from '../plan/fault-draw.ts'
import type { Plan } from '../plan/plan.ts'
import { createRandom } from '../random.ts'
import { accountIn } from './canary-key.ts'
import { deliveryOf } from './delivery.ts'
import type { History } from './history.ts'
import { epochMs, type Machine } from './machine.ts'
import { serviceFault } from './service-fault.ts'
import { page, spoil } from './spoil.ts'
import type { VirtualTime } from './virtual-time.ts'
import type { Server, ServerAnswer, WireRequest, WireResult } from './wire.ts'

/** What a network is made of. */
export interface NetworkTools {
  readonly plan: Plan
  readonly time: VirtualTime
  readonly history: History
  /** Faults that are taken away, by their ids. */
  readonly muted: ReadonlySet<string>
  /** The call under way for an operation on a machine. */
  readonly callOf: (operation: string, machine: string) => string | undefined
}

/** Carries requests between machines and servers, and does to them what the plan says. */
export interface Network {
  /** Calls back at most once; returns how the client gives up. */
  readonly send: (request: WireRequest, route: Route, onResult: (result: WireResult) => void) => () => void
  /** Requests of a machine that have neither an answer nor been given up. */
  readonly open: (machine: Machine) => number
}

/** From where to where. */
export interface Route {
  readonly from: Machine
  readonly to: Server
  /** The request that this one serves, when a relay sends it. */
  readonly serves?: number | undefined
}

/** A network on which nothing has been sent yet. */
export function createNetwork({ plan, time, history, muted, callOf }: NetworkTools): Network {
  const counts = new Map<string, number>()
  const open = new Map<Machine, number>()
  let requests = 0

  const countOpen = (machine: Machine, change: number): void => {
    open.set(machine, (open.get(machine) ?? 0) + change)
  }

  function draw({ id, kind, isKeyed }: RequestName): DrawnFault | undefined {
    const isSpared = time.nowMs() >= plan.healMs || muted.has(id)
    const fault = isSpared ? undefined : drawFault(plan, { id, kind, isKeyed })
    if (fault) history.add({ type: 'struck', fault: fault.kind, id })
    return fault
  }

  return {
    open: (machine) => open.get(machine) ?? 0,
    send(request, { from, to, serves }, onResult) {
      const number = ++requests
      const { kind, operation } = to.label(request)
      const series = `${to.hop} ${from.computer} ${operation} ${kind}`
      const nth = (counts.get(series) ?? 0) + 1
      counts.set(series, nth)
      const key = request.headers['idempotency-key']
      history.add({
        type: 'left',
        request: number,
        hop: to.hop,
        kind,
        operation,
        call: callOf(operation, from.name),
        serves,
        machine: from.name,
        key,
        account: accountIn(request.headers['authorization']),
        body: request.body,
        headers: Object.keys(request.headers),
        localMs: from.clock.monotonic(),
      })
      const id = `${series} ${nth}`
      const fault = draw({ id, kind, isKeyed: key !== undefined })
      const random = createRandom(plan.seed, 'travel', id)
      let isOpen = true
      countOpen(from, 1)

      function close(): boolean {
        if (!isOpen) return false
        isOpen = false
        countOpen(from, -1)
        return true
      }

      function comeBack(result: WireResult, delayMs: number): void {
        time.at(time.nowMs() + delayMs, () =>
          from.deliver(() => {
            // A body that stalls keeps its request open.
            if (isOpen && result.kind === 'stalled') return onResult(result)
            if (!close()) return
            const localMs = from.clock.monotonic()
            history.add({ type: 'delivered', request: number, localMs, ...deliveryOf(result, kind) })
            onResult(result)
          }),
        )
      }

      async function arrive(): Promise<void> {
        // What was given up on the way may have left already, or not.
        if (!isOpen && random.chance(0.5)) return
        const answer = await reach()
        // A copy of what was refused could still be executed, and no client could know.
        if (fault?.kind === 'duplicated' && answer.status === 200)
          time.at(time.nowMs() + random.between(0, 5_000), () => void reach())
        const date = new Date(epochMs + time.nowMs()).toUTCString()
        const dated = { ...answer, headers: { ...answer.headers, date } }
        comeBack(spoil(dated, fault, { request, kind }), answer.delayMs + random.between(1, 80))
      }

      async function reach(): Promise<ServerAnswer> {
        const answer = await to.receive(request, {
          request: number,
          fault: fault && serviceFault(fault, { nowMs: epochMs + time.nowMs(), isHasty: plan.service !== undefined }),
        })
        if (answer.executed !== undefined) history.add({ type: 'executed', request: number, taskId: answer.executed })
        return answer
      }

      switch (fault?.kind) {
        case 'unreachable':
        case 'untrusted':
          comeBack({ kind: 'lost', reason: fault.kind }, random.between(1, 100))
          break
        case 'lost_before':
          comeBack({ kind: 'lost', reason: 'interrupted' }, random.between(1, 2_000))
          break
        case 'gateway_page_before':
          comeBack(page(fault), random.between(1, 2_000))
          break
        case 'vanished':
          break
        default: {
          const arrivesAt =
            time.nowMs() + (fault?.kind === 'late' ? random.between(1_000, 300_000) : random.between(1, 80))
          time.at(arrivesAt, () => void arrive())
        }
      }
      return () => {
        if (close()) history.add({ type: 'given_up', request: number, localMs: from.clock.monotonic() })
      }
    },
  }
}
