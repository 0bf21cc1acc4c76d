/** A caller's own signal, on which the listeners can be counted. */
export interface CountedSignal {
  readonly signal: AbortSignal
  readonly abort: (reason: unknown) => void
  readonly listeners: () => number
}

/** A signal that nobody listens to yet. */
export function createCountedSignal(): CountedSignal {
  const controller = new AbortController()
  const { signal } = controller
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  const listening = new Set<unknown>()
  const counted = {
    addEventListener(type: string, listener: () => void) {
      listening.add(listener)
      add(type, listener)
    },
    removeEventListener(type: string, listener: () => void) {
      listening.delete(listener)
      remove(type, listener)
    },
  }
  Object.defineProperties(signal, {
    addEventListener: { value: counted.addEventListener },
    removeEventListener: { value: counted.removeEventListener },
  })
  return { signal, abort: (reason) => controller.abort(reason), listeners: () => listening.size }
}
