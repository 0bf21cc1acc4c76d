/** Lets so many through at once; the others wait in their order. */
export type Turnstile = <T>(work: () => Promise<T>) => Promise<T>

/** An open turnstile. */
export function createTurnstile(width: number): Turnstile {
  let inside = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (inside >= width) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
    try {
      return await work()
    } finally {
      // Whoever is next takes the place over.
      const next = waiting.shift()
      if (next) next()
      else inside -= 1
    }
  }
}
