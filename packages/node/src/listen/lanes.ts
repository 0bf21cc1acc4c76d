/** Does work in one of so many lanes; the rest waits its turn. */
export type Lanes = <T>(work: () => Promise<T>) => Promise<T>

/** So many lanes, all free. */
export function createLanes(width: number): Lanes {
  const waiting: (() => void)[] = []
  let free = width
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
