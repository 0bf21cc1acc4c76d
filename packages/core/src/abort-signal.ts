const listeners = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Runs `listener` once when the signal aborts, at once if it already has; returns how to take it back.
 * However many calls share a signal, it carries one listener.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener()
    return () => undefined
  }
  const known = listeners.get(signal) ?? listen(signal)
  // A wrapper of its own, so that the same function may listen twice.
  const entry = (): void => listener()
  known.add(entry)
  return () => known.delete(entry)
}

function listen(signal: AbortSignal): Set<() => void> {
  const known = new Set<() => void>()
  listeners.set(signal, known)
  signal.addEventListener('abort', () => {
    for (const entry of known) entry()
    known.clear()
  })
  return known
}
