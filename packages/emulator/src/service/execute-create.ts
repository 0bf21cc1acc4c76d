import type { ParsedTaskRequest } from '@nano-banana/core'
import type { Account } from './account.ts'
import type { Call, CallTools } from './call.ts'
import { stagesOf } from './lifecycle.ts'
import { type Reply, refuse } from './reply.ts'
import { taskIdOf } from './task-id.ts'
import type { Failure } from './task-record.ts'

/** A create that is valid in itself. */
interface ValidCreate {
  readonly body: ParsedTaskRequest
  readonly key: string | undefined
}

/** Why a valid request is not executed for this account, when it is not. */
export function objectionTo({ route }: ParsedTaskRequest, { name }: Account, tools: CallTools): Reply | undefined {
  const { routes, balance } = tools.options
  if (route && !routes.includes(route)) {
    return refuse(400, 'INVALID_REQUEST', { message: `Unknown route; the routes are: ${routes.join(', ')}` })
  }
  if (tools.tasks.of(name).length < balance) return undefined
  return refuse(402, 'INSUFFICIENT_BALANCE', { message: 'The balance is too low; the task was not created' })
}

/** Makes the task, and bills it; its id. */
export function executeCreate(
  { body, key }: ValidCreate,
  call: Call,
  { options, tasks, ledger, courier }: CallTools,
): string {
  const { nowMs, origin, failure } = call
  const account = call.account.name
  const nth = tasks.count()
  const taskId = taskIdOf(nowMs, `${options.seed}/${account}/${nth}`)
  const stages = stagesOf(options, nth)
  const task = { taskId, account, origin, request: body, createdAtMs: nowMs, stages, failure: failure ?? wish(body) }
  tasks.add(task)
  courier.expect(task)
  ledger.bill({ taskId, account, createdAtMs: nowMs, idempotencyKey: key })
  return taskId
}

// `[fail]` or `[fail TASK_TIMEOUT]` in a prompt asks for a task that fails, so that a failure can be tried out.
function wish({ input }: ParsedTaskRequest): Failure | undefined {
  const asked = /\[fail(?: ([A-Z_]+))?\]/.exec(input.prompt)
  return asked ? { code: asked[1] ?? 'TASK_FAILED', message: 'The prompt asked for a failure' } : undefined
}
