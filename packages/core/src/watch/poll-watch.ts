import { InvalidInputError, isNanoBananaError, UnexpectedResponseError } from '../errors/family.ts'
import type { TaskSnapshot } from '../schema/task.ts'
import { isTerminal } from '../task-state/status.ts'
import { patienceMs } from './patience.ts'
import type { CreateWatch, WatchedTask } from './watch.ts'

/** How often to look. */
export interface PollOptions {
  /** Pause between two reads, in milliseconds. @default 3_000 */
  readonly intervalMs?: number
}

/** Follows each task by reading it on a fixed beat. A read that fails for the moment is made up for by a later one. */
export function pollWatch({ intervalMs = 3_000 }: PollOptions = {}): CreateWatch {
  if (!(intervalMs > 0 && intervalMs < Number.POSITIVE_INFINITY))
    throw new InvalidInputError([{ field: 'intervalMs', message: 'must be a positive, finite number of milliseconds' }])
  // Whatever comes from elsewhere, the next look finds it too.
  return () => ({ follow: (task) => poll(task, intervalMs), observe: () => undefined })
}

async function* poll(task: WatchedTask, intervalMs: number): AsyncGenerator<TaskSnapshot, void> {
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
    const pauseMs = patienceMs(error, { isNew: task.isNew, ageMs: task.ageMs() }, intervalMs)
    if (pauseMs !== undefined) return { pauseMs }
    throw error
  }
}

const isEmptySuccess = ({ status, outputs }: TaskSnapshot): boolean => status === 'success' && outputs.length === 0

const noOutputs = (taskId: string): UnexpectedResponseError =>
  new UnexpectedResponseError('no_outputs', { phase: 'watch', outcome: 'accepted', taskId })
