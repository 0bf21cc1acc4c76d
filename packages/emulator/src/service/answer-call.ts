import type { Call, CallTools } from './call.ts'
import { createTask } from './create-task.ts'
import { executeCreate, objectionTo } from './execute-create.ts'
import { listTasks } from './list-tasks.ts'
import { type Reply, refuse, succeed } from './reply.ts'
import { substituteFor } from './substitute.ts'
import { isSeen, show, viewOf } from './view.ts'

/** Answers a request that was let in. */
export function answerCall(call: Call, tools: CallTools): Reply {
  const { fault } = call
  const substitute = substituteFor(fault)
  if (substitute === undefined) return route(call, tools)
  const isExecuted = fault?.kind === 'gateway_page' && fault.isExecuted
  return isExecuted ? { ...route(call, tools), ...substitute } : substitute
}

function route(call: Call, tools: CallTools): Reply {
  const { request, account, nowMs, origin, fault } = call
  const { pathname, searchParams } = new URL(origin + request.path)
  if (pathname === '/v1/tasks' && request.method === 'POST') return create(call, tools)
  if (request.method !== 'GET') return refuse(405, 'METHOD_NOT_ALLOWED', { message: 'Use GET or POST' })
  if (pathname === '/v1/tasks') {
    return listTasks(searchParams, tools.tasks.of(account.name), viewOf(nowMs - tools.options.listLagMs, fault))
  }
  const [, taskId = ''] = /^\/v1\/tasks\/([\w-]+)$/.exec(pathname) ?? []
  const task = tools.tasks.find(taskId)
  const view = viewOf(nowMs, fault)
  // Another account's task is as unknown as one that never was.
  if (task?.account !== account.name || !isSeen(task, view))
    return refuse(404, 'NOT_FOUND', { message: 'No such task' })
  return succeed(show(task, view))
}

function create(call: Call, tools: CallTools): Reply {
  const { request, account, nowMs, fault, delayMs } = call
  const isStuck = fault?.kind === 'processing'
  return createTask(request, {
    nowMs,
    processingMs: isStuck ? fault.forMs : delayMs,
    isStuck,
    keys: account.keys,
    objection: (body) => objectionTo(body, account, tools),
    execute: (body, key) => executeCreate({ body, key }, call, tools),
    replay: tools.ledger.countReplay,
  })
}
