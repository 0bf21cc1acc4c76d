import { backoff } from './backoff.ts'
import type { Verdict } from './judge.ts'

/** The pause before the next attempt, in milliseconds: never shorter than the service asked for. `retry` counts from 0. */
export function retryDelayMs(
  reason: Verdict['retry'],
  retry: number,
  askedMs: number | undefined,
  random: () => number,
): number {
  if (reason === 'processing') {
    // A service that says 0 would be asked in a hot loop, at no cost to any budget.
    const asked = Math.max(askedMs ?? 5_000, 1_000)
    return asked + random() * asked * 0.2
  }
  const pause = backoff(retry, random, { baseMs: reason === 'throttle' ? 1_000 : 500 })
  if (askedMs === undefined) return pause
  // All clients of one outage are told the same moment: spread them behind it.
  return Math.max(pause, askedMs) + random() * Math.min(1_000, askedMs * 0.1)
}
