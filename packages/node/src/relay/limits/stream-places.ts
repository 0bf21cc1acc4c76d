/** How many event streams each user has open. */
export interface StreamPlaces {
  /** Takes a place and gives how to leave it; nothing when all are taken. */
  readonly take: (userId: string, most: number) => (() => void) | undefined
}

/** All places are free. */
export function createStreamPlaces(): StreamPlaces {
  const taken = new Map<string, number>()
  return {
    take(userId, most) {
      const count = taken.get(userId) ?? 0
      if (count >= most) return undefined
      taken.set(userId, count + 1)
      let hasLeft = false
      return () => {
        if (hasLeft) return
        hasLeft = true
        const left = (taken.get(userId) ?? 1) - 1
        if (left > 0) taken.set(userId, left)
        else taken.delete(userId)
      }
    },
  }
}
