import { isTerminal, type TaskSnapshot } from '@nano-banana/core'

/** Its own clock, the service's and another process's may differ by so much, and a callback may be late by some of it. */
const slackMs = 600_000

/** How many of the newest tasks are told of however long ago they ended, when a stream goes on. */
export const mostResumed = 20

/** Whether a listener has to hear of a task that may have ended while it did not listen. Told twice is harmless. */
export function isNews(
  task: TaskSnapshot,
  { sinceMs, nth, nowMs }: { readonly sinceMs: number | undefined; readonly nth: number; readonly nowMs: number },
): boolean {
  if (!isTerminal(task.status)) return true
  return (sinceMs !== undefined && nth < mostResumed) || isRecent(task, Math.min(sinceMs ?? nowMs, nowMs))
}

/** Whether a task may have ended after a time. */
export const isRecent = ({ createdAtMs, completedAtMs = createdAtMs }: TaskSnapshot, sinceMs: number): boolean =>
  completedAtMs >= sinceMs - slackMs
