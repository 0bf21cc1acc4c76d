import type { ParsedTaskRequest } from '@nano-banana/core'
import { type Stages, statusAt, terminalAtMs } from './lifecycle.ts'

/** A task as the service keeps it. Its status is no field: it follows from the time. */
export interface TaskRecord {
  readonly taskId: string
  readonly account: string
  readonly request: ParsedTaskRequest
  readonly createdAtMs: number
  readonly stages: Stages
  /** Why it will fail; a task without one succeeds. */
  readonly failure: { readonly code: string; readonly message: string } | undefined
}

const outputLifeMs = 7 * 24 * 60 * 60 * 1000

/** When the output's URL stops working. @see contract: Answers */
const outputExpiresAtMs = ({ createdAtMs, stages }: TaskRecord): number =>
  terminalAtMs(createdAtMs, stages) + outputLifeMs

/** Whether the picture can be had. */
export const hasOutput = (task: TaskRecord, nowMs: number): boolean =>
  task.failure === undefined && nowMs >= terminalAtMs(task.createdAtMs, task.stages) && nowMs < outputExpiresAtMs(task)

/** The task in the wire's words. @see contract: Answers */
export function wireTaskAt(task: TaskRecord, nowMs: number, origin: string): Readonly<Record<string, unknown>> {
  const { taskId, request, createdAtMs, stages, failure } = task
  const status = statusAt(nowMs - createdAtMs, stages, failure ? 'fail' : 'success')
  const isTerminal = status === 'success' || status === 'fail'
  return {
    taskId,
    model: request.route ? `${request.model}@${request.route}` : request.model,
    status,
    created: Math.floor(createdAtMs / 1000),
    completed: isTerminal ? Math.floor(terminalAtMs(createdAtMs, stages) / 1000) : 0,
    ...(status === 'success' && { output: [wireOutput(task, origin)] }),
    ...(status === 'fail' && { error: failure }),
    ...(request.storage && { storage: request.storage }),
    ...(request.route && { route: request.route }),
  }
}

function wireOutput(task: TaskRecord, origin: string): Readonly<Record<string, unknown>> {
  return {
    url: `${origin}/outputs/${task.taskId}.${task.request.input.output_format}`,
    type: 'image',
    expireAt: Math.floor(outputExpiresAtMs(task) / 1000),
  }
}
