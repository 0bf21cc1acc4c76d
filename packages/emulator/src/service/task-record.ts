import type { ParsedTaskRequest } from '@nano-banana/core'
import { statusAt, terminalAtMs } from './lifecycle.ts'
import type { Stages } from './stages.ts'

/** Why a task fails, in the wire's words. */
export interface Failure {
  readonly code: string
  readonly message: string
}

/** A task as the service keeps it. Its status is no field: it follows from the time. */
export interface TaskRecord {
  readonly taskId: string
  readonly account: string
  /** The address under which its output is served. */
  readonly origin: string
  readonly request: ParsedTaskRequest
  readonly createdAtMs: number
  readonly stages: Stages
  /** Why it will fail; a task without one succeeds. */
  readonly failure: Failure | undefined
}

const outputLifeMs = 7 * 24 * 60 * 60 * 1000

// When the output's URL stops working; `persistent` ones never do. @see contract: Answers
const outputExpiresAtMs = (task: TaskRecord): number =>
  task.request.storage === 'persistent' ? Number.POSITIVE_INFINITY : terminalAtMs(task) + outputLifeMs

/** Whether the picture can be had. */
export const hasOutput = (task: TaskRecord, nowMs: number): boolean =>
  task.failure === undefined && nowMs >= terminalAtMs(task) && nowMs < outputExpiresAtMs(task)

/** The task in the wire's words. @see contract: Answers */
export function wireTaskAt(task: TaskRecord, nowMs: number): Readonly<Record<string, unknown>> {
  const { taskId, request, createdAtMs, failure } = task
  const status = statusAt(nowMs, task, failure ? 'fail' : 'success')
  const isTerminal = status === 'success' || status === 'fail'
  return {
    taskId,
    model: request.route ? `${request.model}@${request.route}` : request.model,
    status,
    created: Math.floor(createdAtMs / 1000),
    completed: isTerminal ? Math.floor(terminalAtMs(task) / 1000) : 0,
    ...(status === 'success' && { output: [wireOutput(task)] }),
    ...(status === 'fail' && { error: failure }),
    ...(request.storage && { storage: request.storage }),
    ...(request.route && { route: request.route }),
  }
}

function wireOutput(task: TaskRecord): Readonly<Record<string, unknown>> {
  const expiresAtMs = outputExpiresAtMs(task)
  return {
    url: `${task.origin}/outputs/${task.taskId}.${task.request.input.output_format}`,
    type: 'image',
    ...(expiresAtMs < Number.POSITIVE_INFINITY && { expireAt: Math.floor(expiresAtMs / 1000) }),
  }
}
