import type { Clock } from './clock.ts'

/** How long a key may be used: the service forgets it after about 24 hours, and a later attempt would be a second bill. */
export const keySafeMs = 23 * 60 * 60 * 1000

/** One call's turn with a key. It must be ended once, whether it was waited for or not. */
export interface KeyTurn {
  /** Resolves when the calls before have ended; nothing when there are none. */
  readonly ready: Promise<void> | undefined
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

/** Who asks under a key, and who waits for that. */
interface Line {
  /** Resolves when all of them have ended. */
  tail: Promise<void> | undefined
  calls: number
}

/** Ages of keys that are remembered: enough for any backlog of calls in doubt, too few to fill a memory. */
const mostAges = 10_000

/** Nobody's turn yet; one per client. */
export function createKeyTurns(clock: Clock): KeyTurns {
  const lines = new Map<string, Line>()
  // A call that ended in doubt may be repeated by its caller, again and again: the key grows older all the same.
  const ages = new Map<string, () => number>()
  const ageOf = (key: string, usedAtMs: number): (() => number) => {
    const ageMs = ages.get(key) ?? startAge(clock, usedAtMs)
    ages.set(key, ageMs)
    const [oldest] = ages.keys()
    if (ages.size > mostAges && oldest !== undefined) ages.delete(oldest)
    return ageMs
  }
  return {
    take(key, usedAtMs) {
      let pass = (): void => undefined
      const mine = new Promise<void>((resolve) => {
        pass = resolve
      })
      const line = lines.get(key) ?? { tail: undefined, calls: 0 }
      const ready = line.tail
      const isInDoubt = ages.has(key) || usedAtMs !== undefined
      const ageMs = ageOf(key, usedAtMs ?? clock.now())
      line.tail = ready ? ready.then(() => mine) : mine
      line.calls += 1
      lines.set(key, line)
      return {
        ready,
        isInDoubt,
        keyLeftMs: () => keySafeMs - ageMs(),
        end(isCertain) {
          pass()
          line.calls -= 1
          // Who stops waiting does not end the line: somebody before it may still ask.
          if (line.calls > 0) return
          lines.delete(key)
          if (isCertain) ages.delete(key)
        },
      }
    },
  }
}

// A machine that sleeps stops its monotonic clock, not the service's: the older of the two ages counts.
function startAge({ now, monotonic }: Clock, usedAtMs: number): () => number {
  const startedAt = monotonic() - Math.max(0, now() - usedAtMs)
  return () => Math.max(monotonic() - startedAt, now() - usedAtMs)
}
