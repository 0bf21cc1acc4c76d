import { createAccounts } from './account.ts'
import { answerCall } from './answer-call.ts'
import { type Courier, createCourier } from './callbacks/courier.ts'
import { delayOf } from './delay-of.ts'
import { endingOf } from './ending.ts'
import type { Fault } from './fault.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { type Reply, refuse, throttle, toWire } from './reply.ts'
import type { ServiceAnswer, ServiceRequest } from './service-answer.ts'
import { resolveServiceOptions, type ServiceOptions } from './service-options.ts'
import type { Failure, TaskRecord } from './task-record.ts'
import { createTaskStore } from './task-store.ts'

/** When and where a request arrives, and what goes wrong with it. */
export interface Arrival {
  /** Wall time in Unix milliseconds. */
  readonly nowMs: number
  /** The address under which the output of a task that is made now is served. */
  readonly origin: string
  readonly fault?: Fault | undefined
  /** Why the task that the request makes will fail, when it will. */
  readonly failure?: Failure | undefined
}

/** The API as a machine: its answers follow from the requests, times and faults it is given, and from nothing else. */
export interface Service {
  readonly receive: (request: ServiceRequest, arrival: Arrival) => ServiceAnswer
  readonly task: (taskId: string) => TaskRecord | undefined
  readonly ledger: Ledger
  /** What is to be delivered to the tasks' `callback.url`. */
  readonly courier: Courier
}

/** A service on which nothing has happened yet. */
export function createService(givenOptions: ServiceOptions = {}): Service {
  const options = resolveServiceOptions(givenOptions)
  const accountOf = createAccounts(options)
  const tasks = createTaskStore()
  const courier = createCourier(options)
  const tools = { options, tasks, courier, ledger: createLedger() }
  let throttled = 0

  function reply(request: ServiceRequest, arrival: Arrival): Omit<ServiceAnswer, 'ending'> {
    const { nowMs, origin, fault, failure } = arrival
    const heldBackMs = delayOf(fault)
    const delayMs = options.latencyMs + heldBackMs
    const account = accountOf(request.headers['authorization'])
    if (account === undefined) return toAnswer(unauthorized(), { delayMs })
    const verdict = account.quota.admit(nowMs)
    if (!verdict.isAllowed) {
      throttled += 1
      const refusal = throttle(verdict.retryAfterSeconds, `req_${options.seed}_${throttled}`)
      // The gateway that throttles stands before the service and its latency.
      return toAnswer(refusal, { delayMs: heldBackMs, headers: verdict.headers })
    }
    account.quota.occupy(nowMs + delayMs)
    const call = { request, account, nowMs, origin, fault, failure, delayMs }
    return toAnswer(answerCall(call, tools), { delayMs, headers: verdict.headers })
  }

  return {
    receive(request, arrival) {
      if (arrival.fault?.kind === 'drop_before') return unanswered
      const answer = reply(request, arrival)
      return { ...answer, ending: endingOf(arrival.fault, answer.body) }
    },
    task: tasks.find,
    ledger: tools.ledger,
    courier,
  }
}

// What a request leads to whose connection broke before it was executed.
const unanswered: ServiceAnswer = {
  status: 0,
  headers: {},
  body: '',
  delayMs: 0,
  ending: { kind: 'dropped' },
  createdTaskId: undefined,
}

const unauthorized = (): Reply =>
  refuse(401, 'UNAUTHORIZED', { message: 'Unknown API key: the emulator knows keys that begin with sk-test- only' })

function toAnswer(
  reply: Reply,
  sent: { readonly delayMs: number; readonly headers?: Readonly<Record<string, string>> },
): Omit<ServiceAnswer, 'ending'> {
  const wire = toWire({ ...reply, headers: { ...sent.headers, ...reply.headers } })
  return { ...wire, delayMs: sent.delayMs, createdTaskId: reply.createdTaskId }
}
