import { isNanoBananaError, UnexpectedResponseError } from '../errors/family.ts'
import type { TaskSnapshot } from '../schema/task.ts'
import { isTerminal } from '../task-state/status.ts'
import type { Watch, WatchedTask } from './watch.ts'

/** How often to look. */
export interface PollOptions {
  /** Pause between two reads, in milliseconds. @default 3_000 */
  readonly intervalMs?: number
}

// The service may answer from a replica that has not seen a new task yet.
const visibilityLagMs = 10_000

/** Follows each task by reading it on a fixed beat. A read that fails for the moment is made up for by the next. */
export function pollWatch({ intervalMs = 3_000 }: PollOptions = {}): Watch {
  return async function* poll(task) {
    if (task.isNew) await task.pause(intervalMs)
    let isConfirmed = false
    for (;;) {
      const snapshot = await readPatiently(task)
      if (snapshot && !isEmptySuccess(snapshot)) yield snapshot
      if (snapshot && isTerminal(snapshot.status)) {
        if (!isEmptySuccess(snapshot)) return
        // The outputs of a success may lag behind its status: look once more before giving up.
        if (isConfirmed) throw noOutputs(task.taskId)
        isConfirmed = true
      }
      await task.pause(intervalMs)
    }
  }
}

async function readPatiently(task: WatchedTask): Promise<TaskSnapshot | undefined> {
  try {
    return await task.read()
  } catch (error) {
    if (!isNanoBananaError(error) || error.code === 'aborted' || error.code === 'deadline') throw error
    const isLagging = task.isNew && task.ageMs() < visibilityLagMs && error.code === 'api' && error.status === 404
    if (error.retryable || isLagging) return undefined
    throw error
  }
}

const isEmptySuccess = ({ status, outputs }: TaskSnapshot): boolean => status === 'success' && outputs.length === 0

const noOutputs = (taskId: string): UnexpectedResponseError =>
  new UnexpectedResponseError('no_outputs', { phase: 'watch', outcome: 'accepted', taskId })
