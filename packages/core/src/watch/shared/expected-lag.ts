import type { OpenTask } from './open-task.ts'

/** One callback in so many is expected to be lost. */
const lostCallbacks = 1 / 200

/**
 * The seconds that a task is expected to have been finished, unseen, by a time: the integral of the probability that it
 * has ended since it was last seen open. `pace` is by how much faster than usual tasks end just now.
 */
export function expectedLag({ seenMs, bornMs, durations, hasCallback }: OpenTask, atMs: number, pace: number): number {
  // Nobody knows anything of it yet.
  if (seenMs === undefined) return Number.POSITIVE_INFINITY
  const ageMs = Math.max(0, seenMs - bornMs)
  const unseenMs = Math.max(0, atMs - seenMs)
  const before = durations.hazardTo(ageMs)
  const endedBy = (ms: number): number => 1 - Math.exp(-(durations.hazardTo(ageMs + ms) - before) * pace)
  const lag = ((4 * endedBy(unseenMs / 2) + endedBy(unseenMs)) * unseenMs) / 6 / 1_000
  return hasCallback ? lag * lostBy(durations.hazardTo(ageMs + unseenMs)) : lag
}

// That nothing was heard by now means that the task still runs, or that its callback is lost: the older, the more so.
function lostBy(hazard: number): number {
  const stillRuns = Math.exp(-hazard) * (1 - lostCallbacks)
  return lostCallbacks / (lostCallbacks + stillRuns)
}
