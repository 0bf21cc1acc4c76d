import { createAccounts } from './account.ts'
import { answerCall } from './answer-call.ts'
import { type Courier, createCourier } from './callbacks/courier.ts'
import { endingOf } from './ending.ts'
import type { Fault } from './fault.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { terminalAtMs } from './lifecycle.ts'
import { type Reply, refuse, throttle, toWire } from './reply.ts'
import type { ServiceAnswer, ServiceRequest } from './service-answer.ts'
import { resolveServiceOptions, type ServiceOptions } from './service-options.ts'
import type { TaskRecord } from './task-record.ts'
import { createTaskStore } from './task-store.ts'

/** When and where a request arrives, and what goes wrong with it. */
export interface Arrival {
  /** Wall time in Unix milliseconds. */
  readonly nowMs: number
  /** The address under which the output of a task that is made now is served. */
  readonly origin: string
  readonly fault?: Fault | undefined
}

/** The API as a machine: its answers follow from the requests, times and faults it is given, and from nothing else. */
export interface Service {
  readonly receive: (request: ServiceRequest, arrival: Arrival) => ServiceAnswer
  readonly task: (taskId: string) => TaskRecord | undefined
  /** Lets a task that still runs end in `fail`. */
  readonly fail: (taskId: string, failure: NonNullable<TaskRecord['failure']>, nowMs: number) => void
  readonly ledger: Ledger
  /** What is to be delivered to the tasks' `callback.url`. */
  readonly courier: Courier
}

/** A service on which nothing has happened yet. */
export function createService(givenOptions: ServiceOptions = {}): Service {
  const options = resolveServiceOptions(givenOptions)
  const accountOf = createAccounts(options)
  const tasks = createTaskStore()
  const courier = createCourier(options, tasks.find)
  const tools = { options, tasks, courier, ledger: createLedger() }
  let throttled = 0

  function reply(request: ServiceRequest, { nowMs, origin, fault }: Arrival): Omit<ServiceAnswer, 'ending'> {
    const delayMs = options.latencyMs + (fault?.kind === 'delay' ? fault.ms : 0)
    const account = accountOf(request.headers['authorization'])
    if (account === undefined) return toAnswer(unauthorized(), { delayMs })
    const verdict = account.quota.admit(nowMs)
    if (!verdict.isAllowed) {
      throttled += 1
      const refusal = throttle(verdict.retryAfterSeconds, `req_${options.seed}_${throttled}`)
      return toAnswer(refusal, { delayMs: delayMs - options.latencyMs, headers: verdict.headers })
    }
    account.quota.occupy(nowMs + delayMs)
    const call = { request, account, nowMs, origin, fault, delayMs }
    return toAnswer(answerCall(call, tools), { delayMs, headers: verdict.headers })
  }

  return {
    receive(request, arrival) {
      const ending = endingOf(arrival.fault)
      if (arrival.fault?.kind === 'drop_before') return { ...nothing, ending }
      return { ...reply(request, arrival), ending }
    },
    task: tasks.find,
    fail(taskId, failure, nowMs) {
      const task = tasks.find(taskId)
      if (task && !task.failure && nowMs < terminalAtMs(task)) tasks.put({ ...task, failure })
    },
    ledger: tools.ledger,
    courier,
  }
}

// What a request leads to whose connection broke before it was executed.
const nothing = { status: 0, headers: {}, body: '', delayMs: 0, createdTaskId: undefined }

const unauthorized = (): Reply =>
  refuse(401, 'UNAUTHORIZED', { message: 'Unknown API key: the emulator knows keys that begin with sk-test- only' })

function toAnswer(
  reply: Reply,
  sent: { readonly delayMs: number; readonly headers?: Readonly<Record<string, string>> },
): Omit<ServiceAnswer, 'ending'> {
  const wire = toWire({ ...reply, headers: { ...sent.headers, ...reply.headers } })
  return { ...wire, delayMs: sent.delayMs, createdTaskId: reply.createdTaskId }
}
