import type { Clock } from './clock.ts'

/** How long a key may be used: the service forgets it after about 24 hours, and a later attempt would be a second bill. */
export const keySafeMs = 23 * 60 * 60 * 1000

/** One call's turn with a key. It must be ended once, whether it was waited for or not. */
export interface KeyTurn {
  /** Resolves when the calls before have ended; nothing when there are none. */
  readonly ready: Promise<unknown> | undefined
  /** Whether a call before this one ended in doubt: then a refusal proves nothing. */
  readonly isInDoubt: boolean
  /** How long the key may still be used, in milliseconds, as far as this client remembers. */
  readonly keyLeftMs: () => number
  /** Lets the next call ask. `isCertain` tells that nobody need ask again: the task is known, or there is none. */
  readonly end: (isCertain: boolean) => void
}

/** Lets one call at a time ask under a key: the next one is answered with the first one's task, and unbilled. */
export interface KeyTurns {
  /** Whoever remembers that the key was used before, and when (in Unix milliseconds), says so. */
  readonly take: (key: string, usedAtMs?: number) => KeyTurn
}

/** Ages of keys that are remembered: enough for any backlog of calls in doubt, too few to fill a memory. */
const mostAges = 10_000

/** Nobody's turn yet; one per client. */
export function createKeyTurns(clock: Clock): KeyTurns {
  // Who asks under a key, and who waits for that.
  const lines = new Map<string, Set<Promise<void>>>()
  // A call that ended in doubt may be repeated by its caller, again and again: the key grows older all the same.
  const ages = new Map<string, () => number>()
  return {
    take(key, usedAtMs) {
      let pass = (): void => undefined
      const mine = new Promise<void>((resolve) => {
        pass = resolve
      })
      const line = lines.get(key) ?? new Set()
      const ready = lines.has(key) ? Promise.all(line) : undefined
      const isInDoubt = ages.has(key) || usedAtMs !== undefined
      const ageMs = ages.get(key) ?? startAge(clock, usedAtMs)
      ages.set(key, ageMs)
      const [oldest = key] = ages.keys()
      if (ages.size > mostAges) ages.delete(oldest)
      lines.set(key, line.add(mine))
      return {
        ready,
        isInDoubt,
        keyLeftMs: () => keySafeMs - ageMs(),
        end(isCertain) {
          pass()
          line.delete(mine)
          // Who stops waiting does not end the line: somebody before it may still ask.
          if (line.size > 0) return
          lines.delete(key)
          if (isCertain) ages.delete(key)
        },
      }
    },
  }
}

// A machine that sleeps stops its monotonic clock, not the service's: the older of the two ages counts.
function startAge({ now, monotonic }: Clock, usedAtMs = now()): () => number {
  const startedAt = monotonic() - Math.max(0, now() - usedAtMs)
  return () => Math.max(monotonic() - startedAt, now() - usedAtMs)
}
