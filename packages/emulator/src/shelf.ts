/** Keeps the latest values by a key. */
export interface Shelf<Value> {
  readonly get: (key: string) => Value | undefined
  /** Adds a value; the oldest go when all weigh too much together, but never the latest. */
  readonly put: (key: string, value: Value) => void
  readonly remove: (key: string) => void
}

/** How much a shelf carries. */
export interface ShelfOptions<Value> {
  readonly capacity: number
  readonly weigh: (value: Value) => number
}

/** An empty shelf. */
export function createShelf<Value>({ capacity, weigh }: ShelfOptions<Value>): Shelf<Value> {
  const values = new Map<string, Value>()
  let weight = 0
  const remove = (key: string): void => {
    const value = values.get(key)
    if (value !== undefined && values.delete(key)) weight -= weigh(value)
  }
  return {
    get: (key) => values.get(key),
    put(key, value) {
      remove(key)
      values.set(key, value)
      weight += weigh(value)
      for (const oldest of values.keys()) {
        if (weight <= capacity || oldest === key) return
        remove(oldest)
      }
    },
    remove,
  }
}
