/** What has begun and is not over yet. */
export interface UnderWay {
  /** Gives the work back, and remembers it until it is over. */
  readonly track: <T>(work: Promise<T>) => Promise<T>
  /** Resolves when all of it is over, however it ends. */
  readonly idle: () => Promise<unknown>
}

/** Nothing is under way yet. */
export function createUnderWay(): UnderWay {
  const all = new Set<Promise<unknown>>()
  return {
    track(work) {
      const forget = (): void => void all.delete(work)
      all.add(work)
      work.then(forget, forget)
      return work
    },
    idle: () => Promise.allSettled(all),
  }
}
