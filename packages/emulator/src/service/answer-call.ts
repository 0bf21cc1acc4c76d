import type { Call, CallTools } from './call.ts'
import { createTask } from './create-task.ts'
import { executeCreate, objectionTo } from './execute-create.ts'
import { listTasks } from './list-tasks.ts'
import { type Reply, refuse, succeed } from './reply.ts'
import { isExecuted, substituteFor } from './substitute.ts'
import { isSeen, show, viewOf } from './view.ts'

/** Answers a request that was let in. */
export function answerCall(call: Call, tools: CallTools): Reply {
  const { fault } = call
  const substitute = substituteFor(fault)
  if (substitute === undefined) return route(call, tools)
  return isExecuted(fault) ? { ...route(call, tools), ...substitute } : substitute
}

function route(call: Call, tools: CallTools): Reply {
  const { request, account, nowMs, origin, fault } = call
  const { pathname, searchParams } = new URL(origin + request.path)
  if (pathname === '/v1/tasks') {
    if (request.method === 'POST') return create(call, tools)
    if (request.method !== 'GET') return notAllowed('GET, POST')
    return listTasks(searchParams, tools.tasks.of(account.name), viewOf(nowMs - tools.options.listLagMs, fault))
  }
  const [, taskId] = /^\/v1\/tasks\/([\w-]+)$/.exec(pathname) ?? []
  if (taskId === undefined) return notFound('No such path')
  if (request.method !== 'GET') return notAllowed('GET')
  const task = tools.tasks.find(taskId)
  const view = viewOf(nowMs, fault)
  // Another account's task is as unknown as one that never was.
  return task?.account === account.name && isSeen(task, view) ? succeed(show(task, view)) : notFound('No such task')
}

const notFound = (message: string): Reply => refuse(404, 'NOT_FOUND', { message })

const notAllowed = (allow: string): Reply =>
  refuse(405, 'METHOD_NOT_ALLOWED', { message: `Use ${allow}`, headers: { allow } })

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
