/** What is due when. */
export interface Timetable<Item> {
  /** Adds what is due at a moment; `Infinity` is never. */
  readonly add: (item: Item, dueMs: number) => void
  /** Takes out what is due by now, the earliest first. */
  readonly take: (nowMs: number) => readonly Item[]
  /** When something is due next; `Infinity` when nothing is. */
  readonly nextMs: () => number
}

/** A timetable that one can think better of. */
export interface RevocableTimetable<Item> extends Timetable<Item> {
  readonly remove: (item: Item) => void
}

/** An empty timetable. */
export function createTimetable<Item>(): RevocableTimetable<Item> {
  const waiting: { readonly item: Item; readonly dueMs: number }[] = []
  return {
    add(item, dueMs) {
      // What comes last is mostly due last, so this is a step or two.
      waiting.splice(waiting.findLastIndex((other) => other.dueMs <= dueMs) + 1, 0, { item, dueMs })
    },
    remove(item) {
      const index = waiting.findIndex((other) => other.item === item)
      if (index !== -1) waiting.splice(index, 1)
    },
    take(nowMs) {
      const isLater = waiting.findIndex(({ dueMs }) => dueMs > nowMs)
      return waiting.splice(0, isLater === -1 ? waiting.length : isLater).map(({ item }) => item)
    },
    nextMs: () => waiting[0]?.dueMs ?? Number.POSITIVE_INFINITY,
  }
}
