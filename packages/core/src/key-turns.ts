/** One call's turn with a key. It must be ended, whether it was waited for or not. */
export interface KeyTurn {
  /** Resolves when the calls before have ended; nothing when there are none. */
  readonly ready: Promise<void> | undefined
  readonly end: () => void
}

/** Lets one call at a time ask under a key: the next one is answered with the first one's task, and unbilled. */
export interface KeyTurns {
  readonly take: (key: string) => KeyTurn
}

/** Nobody's turn yet; one per client. */
export function createKeyTurns(): KeyTurns {
  const tails = new Map<string, Promise<void>>()
  return {
    take(key) {
      let end = (): void => undefined
      const mine = new Promise<void>((resolve) => {
        end = resolve
      })
      const ready = tails.get(key)
      const tail = ready ? ready.then(() => mine) : mine
      tails.set(key, tail)
      return {
        ready,
        end() {
          end()
          if (tails.get(key) === tail) tails.delete(key)
        },
      }
    },
  }
}
