import type { Clock } from './clock.ts'

/** One call's turn with a key. It must be ended, whether it was waited for or not. */
export interface KeyTurn {
  /** Resolves when the calls before have ended; nothing when there are none. */
  readonly ready: Promise<void> | undefined
  /** How long ago the first of the calls in a row took the key, in milliseconds. */
  readonly keyAgeMs: () => number
  readonly end: () => void
}

/** Lets one call at a time ask under a key: the next one is answered with the first one's task, and unbilled. */
export interface KeyTurns {
  readonly take: (key: string) => KeyTurn
}

interface Row {
  readonly tail: Promise<void>
  readonly keyAgeMs: () => number
}

/** Nobody's turn yet; one per client. */
export function createKeyTurns(clock: Clock): KeyTurns {
  const rows = new Map<string, Row>()
  return {
    take(key) {
      let end = (): void => undefined
      const mine = new Promise<void>((resolve) => {
        end = resolve
      })
      const before = rows.get(key)
      const tail = before ? before.tail.then(() => mine) : mine
      const keyAgeMs = before?.keyAgeMs ?? startAge(clock)
      rows.set(key, { tail, keyAgeMs })
      return {
        ready: before?.tail,
        keyAgeMs,
        end() {
          end()
          if (rows.get(key)?.tail === tail) rows.delete(key)
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
