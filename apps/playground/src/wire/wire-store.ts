import type { WireEntry } from './wire-entry.ts'

/** What went over the wire, as far as this page knows. */
export interface WireStore {
  /** In the order in which it left. */
  readonly get: () => readonly WireEntry[]
  readonly subscribe: (listener: () => void) => () => void
  /** Takes an entry, or news of one under the same id. */
  readonly note: (entry: WireEntry) => void
}

const kept = 400

/** A store in which nothing stands yet. */
export function openWireStore(): WireStore {
  const known = new Map<string, WireEntry>()
  const listeners = new Set<() => void>()
  let entries: readonly WireEntry[] = []

  return {
    get: () => entries,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    note(entry) {
      known.set(entry.id, entry)
      const [oldest] = known.keys()
      if (known.size > kept && oldest !== undefined) known.delete(oldest)
      entries = [...known.values()].sort((one, other) => one.atMs - other.atMs)
      for (const listener of listeners) listener()
    },
  }
}
