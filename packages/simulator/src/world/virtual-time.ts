/** The time of one simulated world, in milliseconds since it began. Nothing in it waits for real. */
export interface VirtualTime {
  readonly nowMs: () => number
  /** Does something later; returns how to take it back. */
  readonly at: (ms: number, run: () => void) => () => void
  /** Moves on from event to event until none is left, or the next one lies beyond `untilMs`. */
  readonly run: (untilMs: number) => Promise<void>
  /** Stands still until released: something is at work that does not wait by this time. */
  readonly hold: () => () => void
}

interface Entry {
  readonly atMs: number
  readonly order: number
  /** Nothing once it was taken back. */
  run: (() => void) | undefined
}

/** A world's time at its beginning. Events at the same moment happen in the order they were asked for. */
export function createVirtualTime(): VirtualTime {
  const heap: Entry[] = []
  let nowMs = 0
  let order = 0
  let holds = 0

  return {
    nowMs: () => nowMs,
    at(ms, run) {
      const entry: Entry = { atMs: Math.max(ms, nowMs), order: order++, run }
      push(heap, entry)
      return () => {
        entry.run = undefined
      }
    },
    async run(untilMs) {
      for (;;) {
        do await everythingElse()
        while (holds > 0)
        const entry = next(heap)
        if (entry === undefined || entry.atMs > untilMs) {
          if (entry) push(heap, entry)
          return
        }
        nowMs = entry.atMs
        entry.run?.()
      }
    },
    hold() {
      holds += 1
      let isHeld = true
      return () => {
        if (isHeld) holds -= 1
        isHeld = false
      }
    },
  }
}

// All promises that can move have moved when this fires: only then may time pass.
const everythingElse = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

// The next entry that was not taken back.
function next(heap: Entry[]): Entry | undefined {
  for (let entry = pop(heap); entry !== undefined; entry = pop(heap)) if (entry.run) return entry
  return undefined
}

const isBefore = (a: Entry, b: Entry): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length
  heap.push(entry)
  while (index > 0) {
    const parentIndex = (index - 1) >> 1
    const parent = heap[parentIndex]
    if (parent === undefined || !isBefore(entry, parent)) break
    heap[index] = parent
    index = parentIndex
  }
  heap[index] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const [top] = heap
  const last = heap.pop()
  if (top === undefined || last === undefined || heap.length === 0) return top
  let index = 0
  for (;;) {
    const left = heap[2 * index + 1]
    const right = heap[2 * index + 2]
    const isRight = left !== undefined && right !== undefined && isBefore(right, left)
    const child = isRight ? right : left
    if (child === undefined || !isBefore(child, last)) break
    heap[index] = child
    index = 2 * index + (isRight ? 2 : 1)
  }
  heap[index] = last
  return top
}
