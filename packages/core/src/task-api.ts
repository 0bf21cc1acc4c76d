import type { ApiRequest } from './attempt.ts'
import type { CallScope } from './call-scope.ts'
import { isNanoBananaError } from './errors/family.ts'
import type { ErrorFacts, Phase } from './errors/nano-banana-error.ts'
import type { KeyTurns } from './key-turns.ts'
import type { Priority } from './quota/quota.ts'
import { recordOf } from './schema/lenient.ts'
import { readTask, type TaskSnapshot } from './schema/task.ts'
import { isTaskId } from './schema/task-id.ts'
import { readTaskPage, type TaskPage } from './schema/task-page.ts'
import { type SendTools, send } from './send.ts'

/** What the service said of a new task. */
export interface CreatedTask {
  readonly taskId: string
  /** Whether the key had made this task before: it was not billed again. */
  readonly replayed: boolean
}

/** What is to be created. */
export interface CreateCall {
  /** The very bytes of the request. */
  readonly body: string
  readonly idempotencyKey: string | undefined
  readonly priority?: Priority | undefined
  /** When another process may have used the key first, in Unix milliseconds. */
  readonly keyUsedAtMs?: number | undefined
}

/** What creating needs besides sending. */
export interface CreateTools extends SendTools {
  readonly keyTurns: KeyTurns
}

/** POST /v1/tasks, with a key unless it is `undefined`. */
export async function createTask(call: CreateCall, scope: CallScope, tools: CreateTools): Promise<CreatedTask> {
  const { idempotencyKey } = call
  if (idempotencyKey === undefined) return postTask(call, scope, tools)
  const { ready, isInDoubt, keyLeftMs, end } = tools.keyTurns.take(idempotencyKey, call.keyUsedAtMs)
  // Whoever is before us may make the task.
  const facts = (): ErrorFacts => ({
    ...{ phase: 'submit', outcome: 'unknown', idempotencyKey },
    ...(keyLeftMs() <= 0 && { keyExpired: true }),
  })
  let isCertain = false
  try {
    if (ready) await scope.guard(() => ready, facts)
    const created = await postTask({ ...call, keyLeftMs, mayExist: isInDoubt }, scope, tools)
    isCertain = true
    return created
  } catch (error) {
    isCertain = isNanoBananaError(error) && error.outcome !== 'unknown' && !error.keyExpired
    throw error
  } finally {
    end(isCertain)
  }
}

function postTask(
  {
    body,
    idempotencyKey,
    keyLeftMs,
    priority,
    mayExist = false,
  }: CreateCall & Pick<ApiRequest<unknown>, 'keyLeftMs' | 'mayExist'>,
  scope: CallScope,
  tools: SendTools,
): Promise<CreatedTask> {
  return send(
    {
      phase: 'submit',
      method: 'POST',
      path: '/v1/tasks',
      body,
      idempotencyKey,
      priority,
      ...(keyLeftMs && { keyLeftMs }),
      mayExist,
      read: ({ data, headers }) => {
        const { taskId } = recordOf(data)
        return isTaskId(taskId) ? { taskId, replayed: headers['idempotent-replay'] === 'true' } : undefined
      },
    },
    scope,
    tools,
  )
}

/** Why something is read. */
export interface ReadCall {
  readonly phase: Phase
  readonly priority?: Priority | undefined
}

/** GET /v1/tasks/:id. An answer about another task counts as unreadable. */
export function getTask(
  { taskId, phase, isOurs = false, priority }: ReadCall & { readonly taskId: string; readonly isOurs?: boolean },
  scope: CallScope,
  tools: SendTools,
): Promise<TaskSnapshot> {
  return send(
    {
      phase,
      method: 'GET',
      path: `/v1/tasks/${encodeURIComponent(taskId)}`,
      taskId,
      isOurs,
      priority,
      read: ({ data }) => {
        const task = readTask(data)
        return task?.taskId === taskId ? task : undefined
      },
    },
    scope,
    tools,
  )
}

/** GET /v1/tasks: one page of the whole account's tasks. */
export function listTasks(
  { page, size, phase, priority }: ReadCall & { readonly page: number; readonly size: number },
  scope: CallScope,
  tools: SendTools,
): Promise<TaskPage> {
  return send(
    {
      phase,
      priority,
      method: 'GET',
      path: `/v1/tasks?page=${page}&size=${size}`,
      read: ({ data }) => readTaskPage(data),
    },
    scope,
    tools,
  )
}
