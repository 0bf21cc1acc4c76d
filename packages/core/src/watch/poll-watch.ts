import { InvalidInputError, UnexpectedResponseError } from '../errors/family.ts'
import { isTerminal } from '../task-state/status.ts'
import { patienceMs } from './patience.ts'
import type { CreateWatch, Follower, WatchedTask } from './watch.ts'

/** How often to look. */
export interface PollOptions {
  /** Pause between two reads, in milliseconds. @default 3_000 */
  readonly intervalMs?: number
}

/** Follows each task by reading it on a fixed beat. A read that fails for the moment is made up for by a later one. */
export function pollWatch({ intervalMs = 3_000 }: PollOptions = {}): CreateWatch {
  if (!(intervalMs > 0 && intervalMs < Number.POSITIVE_INFINITY))
    throw new InvalidInputError([{ field: 'intervalMs', message: 'must be a positive, finite number of milliseconds' }])
  return ({ clock, readTask }) => {
    async function poll(task: WatchedTask, follower: Follower, signal: AbortSignal): Promise<void> {
      const { taskId, isNew, endsAtMs } = task
      const sinceMs = clock.monotonic()
      let isConfirmed = false
      if (isNew) await clock.sleep(intervalMs, signal)
      for (;;) {
        let pauseMs: number | undefined = intervalMs
        try {
          const snapshot = await readTask(task, { signal, endsAtMs })
          const { status, outputs } = snapshot
          if (status !== 'success' || outputs.length > 0) {
            follower.see(snapshot)
            if (isTerminal(status)) return
          } else if (isConfirmed)
            throw new UnexpectedResponseError('no_outputs', { phase: 'watch', outcome: 'accepted', taskId })
          // The outputs of a success may lag behind its status: look once more before giving up.
          else isConfirmed = true
        } catch (error) {
          pauseMs = patienceMs(error, { isNew, ageMs: clock.monotonic() - sinceMs }, intervalMs)
          if (pauseMs === undefined) throw error
        }
        await clock.sleep(pauseMs, signal)
      }
    }

    return {
      follow(task, follower) {
        const controller = new AbortController()
        poll(task, follower, controller.signal).catch((error) => follower.fail(error))
        return () => controller.abort('closed')
      },
      // Whatever comes from elsewhere, the next look finds it too.
      observe: () => undefined,
    }
  }
}
