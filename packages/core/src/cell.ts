import { quietly } from './quietly.ts'

/** A value that can be watched. */
export interface Cell<T> {
  readonly get: () => T
  readonly set: (value: T) => void
  /** Returns how to unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void
}

/** Holds one value and tells its listeners of each change. A listener that throws stops neither the others nor the setter. */
export function createCell<T>(initial: T, reportError: (error: unknown) => void): Cell<T> {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) isolate(listener, reportError)
    },
    subscribe(listener) {
      // A wrapper of its own, so that the same function may listen twice.
      const entry = (): void => listener()
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
  }
}

/** Runs a caller's code; what it throws or rejects with is reported and goes no further. */
export function isolate(run: () => unknown, reportError: (error: unknown) => void): void {
  const result = quietly(run, reportError)
  if (result instanceof Promise) result.catch(reportError)
}
