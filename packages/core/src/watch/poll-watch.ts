import { InvalidInputError, isNanoBananaError, UnexpectedResponseError } from '../errors/family.ts'
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

/** Follows each task by reading it on a fixed beat. A read that fails for the moment is made up for by a later one. */
export function pollWatch({ intervalMs = 3_000 }: PollOptions = {}): Watch {
  if (!(intervalMs > 0 && intervalMs < Number.POSITIVE_INFINITY))
    throw new InvalidInputError([{ field: 'intervalMs', message: 'must be a positive, finite number of milliseconds' }])
  return async function* poll(task) {
    if (task.isNew) await task.pause(intervalMs)
    let isConfirmed = false
    for (;;) {
      const { snapshot, pauseMs } = await readPatiently(task, intervalMs)
      if (snapshot && isEmptySuccess(snapshot)) {
        // The outputs of a success may lag behind its status: look once more before giving up.
        if (isConfirmed) throw noOutputs(task.taskId)
        isConfirmed = true
      } else if (snapshot) {
        yield snapshot
        if (isTerminal(snapshot.status)) return
      }
      await task.pause(pauseMs)
    }
  }
}

interface Look {
  readonly snapshot?: TaskSnapshot
  /** How long to rest before the next look: never shorter than the service asked for. */
  readonly pauseMs: number
}

async function readPatiently(task: WatchedTask, intervalMs: number): Promise<Look> {
  try {
    return { snapshot: await task.read(), pauseMs: intervalMs }
  } catch (error) {
    if (!isNanoBananaError(error) || error.code === 'aborted' || error.code === 'deadline') throw error
    const askedMs = error.code === 'api' ? (error.retryAfterMs ?? 0) : 0
    const isLagging = task.isNew && task.ageMs() < visibilityLagMs && error.code === 'api' && error.status === 404
    if (error.retryable || isLagging) return { pauseMs: Math.max(intervalMs, askedMs) }
    throw error
  }
}

const isEmptySuccess = ({ status, outputs }: TaskSnapshot): boolean => status === 'success' && outputs.length === 0

const noOutputs = (taskId: string): UnexpectedResponseError =>
  new UnexpectedResponseError('no_outputs', { phase: 'watch', outcome: 'accepted', taskId })
