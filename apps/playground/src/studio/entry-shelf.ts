import { type Facts, parseFacts } from './entry.ts'

/** Where facts are kept over reloads: each under a name of its own, so that two tabs do not undo each other. */
export interface EntryShelf {
  /** Newest first. */
  readonly load: () => readonly Facts[]
  readonly save: (facts: Facts) => void
  readonly remove: (id: string) => void
}

/** A shelf in the browser's storage; one that is full or forbidden keeps nothing, and the page goes on. */
export const browserShelf: EntryShelf = {
  load: () =>
    quietly(() =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => quietly(() => parseFacts(JSON.parse(localStorage.getItem(key) ?? 'null'))))
        .filter((facts) => facts !== undefined)
        .sort((one, other) => other.sentAtMs - one.sentAtMs),
    ) ?? [],
  save: (facts) => quietly(() => localStorage.setItem(prefix + facts.id, JSON.stringify(facts))),
  remove: (id) => quietly(() => localStorage.removeItem(prefix + id)),
}

const prefix = 'nano-banana.playground.entry.'

function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
