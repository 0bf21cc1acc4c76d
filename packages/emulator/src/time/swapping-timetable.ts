import { createTimetable, type Timetable } from './timetable.ts'

interface Due<Item> {
  readonly item: Item
  readonly dueMs: number
}

/**
 * A timetable in which every other item waits until the next one has been taken, but `longestWaitMs` at most: what was due
 * as a, b, c, d is taken as b, a, d, c. The order follows from when items are due, not from when somebody looks.
 */
export function createSwappingTimetable<Item>(longestWaitMs: number): Timetable<Item> {
  const timetable = createTimetable<Due<Item>>()
  let held: Due<Item> | undefined
  const giveUpMs = (): number => (held ? held.dueMs + longestWaitMs : Number.POSITIVE_INFINITY)

  function pass(next: Due<Item>): readonly Item[] {
    const last = held
    if (last === undefined || next.dueMs > giveUpMs()) {
      held = next
      return last ? [last.item] : []
    }
    held = undefined
    return [next.item, last.item]
  }

  return {
    add: (item, dueMs) => timetable.add({ item, dueMs }, dueMs),
    take(nowMs) {
      const taken = timetable.take(nowMs).flatMap(pass)
      if (held === undefined || nowMs < giveUpMs()) return taken
      const { item } = held
      held = undefined
      return [...taken, item]
    },
    nextMs: () => Math.min(timetable.nextMs(), giveUpMs()),
  }
}
