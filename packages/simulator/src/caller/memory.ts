import { isNanoBananaError } from '@nano-banana/core'
import type { Ending, Settlement } from '../world/history.ts'

/** What a caller has written down and still knows after a crash. */
export interface Memory {
  key: string | undefined
  taskId: string | undefined
  /** Whether an earlier request may have been executed. */
  mayExist: boolean
}

/** Nothing written down yet. */
export const blank = (key: string | undefined): Memory => ({
  key,
  taskId: undefined,
  mayExist: false,
})

/**
 * What a sensible caller makes of how a call ended: what to write down, and whether the story is over.
 * It follows the error table of the docs, and nothing else.
 */
export function digest(memory: Memory, { isResolved, taskId, error }: Settlement): Ending | undefined {
  if (taskId !== undefined) memory.taskId = taskId
  if (isResolved) return undefined
  // A stranger among the errors is for the checker to report.
  if (!isNanoBananaError(error)) return { kind: 'refused' }
  if (error.code === 'task_failed') return { kind: 'failed_task', taskId: error.task.taskId }
  if (memory.taskId !== undefined) return undefined
  memory.key ??= error.idempotencyKey
  const isRefused = error.outcome === 'rejected' || error.outcome === 'not_sent'
  if (!isRefused) memory.mayExist = true
  if (memory.mayExist) return memory.key === undefined ? { kind: 'parked', why: 'keyless_unknown' } : undefined
  return error.retryable ? undefined : { kind: 'refused' }
}
