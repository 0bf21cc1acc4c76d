import type { TaskEstimate } from '../watch.ts'
import type { Durations } from './durations.ts'

/** Nobody is told of a longer time. */
const longestMs = 7_200_000
const precisionMs = 50

/** How much longer tasks take that have come to an age, by what was learned of such tasks. */
export function estimate(durations: Durations, ageMs: number): TaskEstimate {
  const livedThrough = durations.hazardTo(ageMs)
  // Of those that are open at this age, so large a share has ended when the hazard has grown by so much.
  const untilEnded = (share: number): number =>
    firstAfter((ms) => durations.hazardTo(ageMs + ms) - livedThrough >= -Math.log(1 - share))
  return { fromMs: untilEnded(0.1), likelyMs: untilEnded(0.5), toMs: untilEnded(0.9), learnedFrom: durations.learned() }
}

function firstAfter(isReached: (ms: number) => boolean): number {
  let [earlyMs, lateMs] = [0, 1_000]
  while (!isReached(lateMs) && lateMs < longestMs) [earlyMs, lateMs] = [lateMs, lateMs * 2]
  while (lateMs - earlyMs > precisionMs) {
    const middleMs = (earlyMs + lateMs) / 2
    if (isReached(middleMs)) lateMs = middleMs
    else earlyMs = middleMs
  }
  return Math.min(longestMs, Math.round(lateMs))
}
