/** Who wants to hear of written operations. */
export interface Listeners {
  readonly tell: (operationId: string) => void
  readonly subscribe: (listener: (operationId: string) => void) => () => void
  /** Nobody listens any more, nor will. */
  readonly end: () => void
}

/** What is done while somebody listens. */
export interface ListenersTools {
  /** Called when the first one comes; what it returns, when the last one has gone. */
  readonly whileHeard: () => () => void
}

/** Keeps listeners. One that throws stops neither the others nor the journal: its error is thrown outside. */
export function createListeners({ whileHeard }: ListenersTools): Listeners {
  const listeners = new Set<(operationId: string) => void>()
  let stop = (): void => undefined
  let isOver = false
  function leave(): void {
    stop()
    stop = () => undefined
  }
  return {
    tell(operationId) {
      for (const listener of [...listeners]) {
        try {
          listener(operationId)
        } catch (error) {
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
    subscribe(listener) {
      if (isOver) return () => undefined
      // A wrapper of its own, so that the same function may listen twice.
      const entry = (operationId: string): void => listener(operationId)
      if (listeners.size === 0) stop = whileHeard()
      listeners.add(entry)
      return () => {
        if (listeners.delete(entry) && listeners.size === 0) leave()
      }
    },
    end() {
      isOver = true
      listeners.clear()
      leave()
    },
  }
}
