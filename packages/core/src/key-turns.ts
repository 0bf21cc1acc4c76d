import type { Clock } from './clock.ts'

/** One call's turn with a key. It must be ended, whether it was waited for or not. */
export interface KeyTurn {
  /** Resolves when the calls before have ended; nothing when there are none. */
  readonly ready: Promise<void> | undefined
  /** How long ago this client first used the key, in milliseconds, as far as it remembers. */
  readonly keyAgeMs: () => number
  /** The task is known: how old the key is does not matter any more. */
  readonly forget: () => void
  readonly end: () => void
}

/** Lets one call at a time ask under a key: the next one is answered with the first one's task, and unbilled. */
export interface KeyTurns {
  readonly take: (key: string) => KeyTurn
}

/** Ages of keys that are remembered: enough for any backlog of calls in doubt, too few to fill a memory. */
const mostAges = 10_000

/** Nobody's turn yet; one per client. */
export function createKeyTurns(clock: Clock): KeyTurns {
  const tails = new Map<string, Promise<void>>()
  // A call that ended in doubt may be repeated by its caller, again and again: the key grows older all the same.
  const ages = new Map<string, () => number>()
  const ageOf = (key: string): (() => number) => {
    const keyAgeMs = ages.get(key) ?? startAge(clock)
    ages.set(key, keyAgeMs)
    const [oldest] = ages.keys()
    if (ages.size > mostAges && oldest !== undefined) ages.delete(oldest)
    return keyAgeMs
  }
  return {
    take(key) {
      let end = (): void => undefined
      const mine = new Promise<void>((resolve) => {
        end = resolve
      })
      const ready = tails.get(key)
      const tail = ready ? ready.then(() => mine) : mine
      tails.set(key, tail)
      return {
        ready,
        keyAgeMs: ageOf(key),
        forget: () => void ages.delete(key),
        end() {
          end()
          if (tails.get(key) === tail) tails.delete(key)
        },
      }
    },
  }
}

// A machine that sleeps stops its monotonic clock, not the service's: the older of the two ages counts.
function startAge({ now, monotonic }: Clock): () => number {
  const [startedAt, wallStartedAt] = [monotonic(), now()]
  return () => Math.max(monotonic() - startedAt, now() - wallStartedAt)
}
