import type { LedgerEntry, Service } from '@nano-banana/emulator/service'
import type { World } from '../create-world.ts'
import type { OperationPlan, Plan } from '../plan/plan.ts'
import type { Dated, Delivery } from '../world/history.ts'

type Of<Type extends Dated['type']> = Extract<Dated, { type: Type }>

/** One request as the wire saw it, from its departure to what its sender was told. */
export interface SeenRequest {
  readonly left: Of<'left'>
  readonly order: number
  readonly delivered: (Delivery & Of<'delivered'>) | undefined
  /** When it was answered or given up, by its order in the history. */
  readonly endedOrder: number | undefined
  /** When, by its sender's clock. */
  readonly endedMs: number | undefined
  readonly executed: string | undefined
}

/** One call as its caller saw it. */
export interface SeenCall {
  readonly called: Of<'called'>
  readonly observed: readonly Of<'observed'>[]
  /** When the caller left, by its order in the history. */
  readonly abortedOrder: number | undefined
  readonly aborted: Of<'aborted'> | undefined
  readonly settled: Of<'settled'> | undefined
  readonly settledOrder: number | undefined
  readonly requests: readonly SeenRequest[]
}

/** A revision of an operation's record that became durable. */
export interface SeenRecord extends Of<'kept'> {
  readonly order: number
}

/** All that a checker may look at: what was planned, what happened on the outside, and what was billed. */
export interface Evidence {
  readonly plan: Plan
  readonly events: readonly Dated[]
  readonly requests: readonly SeenRequest[]
  readonly calls: readonly SeenCall[]
  readonly operations: readonly OperationPlan[]
  /** What a relay asked the service for, to answer a request. */
  readonly servedBy: (request: SeenRequest) => readonly SeenRequest[]
  /** When a task became terminal, in milliseconds of the world. */
  readonly endedMs: (taskId: string) => number | undefined
  /** The tasks that were billed for an operation. */
  readonly billed: (operation: string) => readonly LedgerEntry[]
  readonly unfinished: readonly string[]
  /** What was durable of an operation, revision by revision. */
  readonly kept: (operation: string) => readonly SeenRecord[]
  /** A task as the service knows it. */
  readonly task: Service['task']
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] }

/** Sorts a world's history by request and by call. */
export function gatherEvidence(plan: Plan, { history, service, stories }: World): Evidence {
  const requests = new Map<number, Draft<SeenRequest>>()
  const calls = new Map<string, Draft<SeenCall>>()
  const kept = new Map<string, SeenRecord[]>()
  history.events.forEach((event, order) => {
    switch (event.type) {
      case 'left': {
        const request = {
          left: event,
          order,
          delivered: undefined,
          endedOrder: undefined,
          endedMs: undefined,
          executed: undefined,
        }
        requests.set(event.request, request)
        if (event.call !== undefined) calls.get(event.call)?.requests.push(request)
        break
      }
      case 'delivered':
        Object.assign(requests.get(event.request) ?? {}, {
          delivered: event,
          endedOrder: order,
          endedMs: event.localMs,
        })
        break
      case 'given_up':
        Object.assign(requests.get(event.request) ?? {}, { endedOrder: order, endedMs: event.localMs })
        break
      case 'executed':
        Object.assign(requests.get(event.request) ?? {}, { executed: event.taskId })
        break
      case 'called':
        calls.set(event.call, { called: event, observed: [], requests: [], ...nothingYet })
        break
      case 'observed':
        calls.get(event.call)?.observed.push(event)
        break
      case 'aborted':
        Object.assign(calls.get(event.call) ?? {}, { aborted: event, abortedOrder: order })
        break
      case 'settled':
        Object.assign(calls.get(event.call) ?? {}, { settled: event, settledOrder: order })
        break
      case 'kept': {
        const { operationId } = event.record
        kept.set(operationId, [...(kept.get(operationId) ?? []), { ...event, order }])
      }
    }
  })
  const errands = Map.groupBy(requests.values(), ({ left }) => left.serves)
  const entries = service.ledger.entries()
  return {
    plan,
    events: history.events,
    requests: [...requests.values()],
    calls: [...calls.values()],
    operations: plan.operations,
    servedBy: ({ left }) => errands.get(left.request) ?? [],
    endedMs: service.endedMs,
    billed: (operation) => entries.filter(({ taskId }) => service.operationOf(taskId) === operation),
    unfinished: stories.filter(({ isFinished }) => !isFinished()).map(({ computer, name }) => `${name} on ${computer}`),
    kept: (operation) => kept.get(operation) ?? [],
    task: service.task,
  }
}

const nothingYet = { abortedOrder: undefined, aborted: undefined, settled: undefined, settledOrder: undefined }
