import type { ParsedTaskRequest } from '@nano-banana/core'
import { createTask, type KeyedCreate } from './create-task.ts'
import { createLedger, type Ledger, type WritableLedger } from './ledger.ts'
import { drawStages, type LifecycleOptions, statusAt } from './lifecycle.ts'
import { listTasks } from './list-tasks.ts'
import { createQuota, type Quota, type QuotaOptions } from './quota.ts'
import { type Reply, refuse, type ServiceAnswer, type ServiceRequest, succeed, throttle } from './service-answer.ts'
import { taskIdOf } from './task-id.ts'
import { type TaskRecord, wireTaskAt } from './task-record.ts'

/** What kind of service this is. */
export interface ServiceOptions extends LifecycleOptions, QuotaOptions {
  /** How long each answer takes. */
  readonly latencyMs: number
}

/** When and where a request arrives. */
export interface Arrival {
  readonly nowMs: number
  /** The address under which the outputs are served. */
  readonly origin: string
}

/** The API as a machine: its answers follow from the requests and the times it is given, and from nothing else. */
export interface Service {
  readonly receive: (request: ServiceRequest, arrival: Arrival) => ServiceAnswer
  readonly task: (taskId: string) => TaskRecord | undefined
  /** Lets a task that still runs end in `fail`. */
  readonly fail: (taskId: string, failure: NonNullable<TaskRecord['failure']>, nowMs: number) => void
  readonly ledger: Ledger
}

interface Account {
  readonly name: string
  readonly quota: Quota
  readonly keys: Map<string, KeyedCreate>
  /** Oldest first. */
  readonly taskIds: string[]
}

interface State {
  readonly options: ServiceOptions
  readonly accounts: Map<string, Account>
  readonly tasks: Map<string, TaskRecord>
  readonly ledger: WritableLedger
  requests: number
}

/** A service on which nothing has happened yet. */
export function createService(options: ServiceOptions): Service {
  const state: State = { options, accounts: new Map(), tasks: new Map(), ledger: createLedger(), requests: 0 }
  return {
    receive: (request, arrival) => receive(state, request, arrival),
    task: (taskId) => state.tasks.get(taskId),
    fail(taskId, failure, nowMs) {
      const task = state.tasks.get(taskId)
      if (task === undefined || task.failure) return
      const isOver = statusAt(nowMs - task.createdAtMs, task.stages, 'success') === 'success'
      if (!isOver) state.tasks.set(taskId, { ...task, failure })
    },
    ledger: state.ledger,
  }
}

function receive(state: State, request: ServiceRequest, arrival: Arrival): ServiceAnswer {
  state.requests += 1
  const { latencyMs } = state.options
  const account = accountOf(state, request.headers['authorization'])
  if (account === undefined) {
    const message = 'Unknown API key: the emulator knows keys that begin with sk-test- only'
    return toAnswer(refuse(401, 'UNAUTHORIZED', { message }), {}, latencyMs)
  }
  const verdict = account.quota.admit(arrival.nowMs)
  if (!verdict.isAllowed) {
    const requestId = `req_${state.options.seed}_${state.requests}`
    return toAnswer(throttle(verdict.retryAfterSeconds, requestId), verdict.headers, 0)
  }
  account.quota.occupy(arrival.nowMs + latencyMs)
  return toAnswer(route(state, account, { request, arrival }), verdict.headers, latencyMs)
}

function route(
  state: State,
  account: Account,
  { request, arrival }: { readonly request: ServiceRequest; readonly arrival: Arrival },
): Reply {
  const { pathname, searchParams } = new URL(arrival.origin + request.path)
  const { nowMs, origin } = arrival
  if (pathname === '/v1/tasks' && request.method === 'POST') {
    return createTask(request, {
      nowMs,
      latencyMs: state.options.latencyMs,
      keys: account.keys,
      execute: (body, key) => execute(state, account, { body, key, nowMs }),
      replay: state.ledger.countReplay,
    })
  }
  if (request.method !== 'GET') return refuse(405, 'METHOD_NOT_ALLOWED', { message: 'Use GET or POST' })
  if (pathname === '/v1/tasks') return listTasks(searchParams, tasksOf(state, account), { nowMs, origin })
  const [, taskId = ''] = /^\/v1\/tasks\/([\w-]+)$/.exec(pathname) ?? []
  const task = state.tasks.get(taskId)
  // Another account's task is as unknown as one that never was.
  if (task?.account !== account.name) return refuse(404, 'NOT_FOUND', { message: 'No such task' })
  return succeed(wireTaskAt(task, nowMs, origin))
}

function execute(
  { options, tasks, ledger }: State,
  account: Account,
  { body, key, nowMs }: { readonly body: ParsedTaskRequest; readonly key: string | undefined; readonly nowMs: number },
): string {
  const nth = tasks.size
  const taskId = taskIdOf(nowMs, `${options.seed}/${account.name}/${nth}`)
  const stages = drawStages(options, nth)
  tasks.set(taskId, { taskId, account: account.name, request: body, createdAtMs: nowMs, stages, failure: wish(body) })
  account.taskIds.push(taskId)
  ledger.bill({ taskId, account: account.name, createdAtMs: nowMs, idempotencyKey: key })
  return taskId
}

// `[fail]` or `[fail TASK_TIMEOUT]` in a prompt asks for a task that fails, so that a failure can be tried out.
function wish({ input }: ParsedTaskRequest): TaskRecord['failure'] {
  const asked = /\[fail(?: ([A-Z_]+))?\]/.exec(input.prompt)
  return asked ? { code: asked[1] ?? 'TASK_FAILED', message: 'The prompt asked for a failure' } : undefined
}

function accountOf({ accounts, options }: State, authorization = ''): Account | undefined {
  const [, name] = /^Bearer (sk-test-[\x21-\x7e]+)$/.exec(authorization) ?? []
  if (name === undefined) return undefined
  const account = accounts.get(name) ?? { name, quota: createQuota(options), keys: new Map(), taskIds: [] }
  accounts.set(name, account)
  return account
}

function tasksOf({ tasks }: State, account: Account): readonly TaskRecord[] {
  return account.taskIds.flatMap((taskId) => tasks.get(taskId) ?? []).reverse()
}

function toAnswer(
  { status, headers, body }: Reply,
  quotaHeaders: Readonly<Record<string, string>>,
  delayMs: number,
): ServiceAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...quotaHeaders, ...headers },
    body: JSON.stringify(body),
    delayMs,
  }
}
