interface Watch {
  readonly entries: Set<() => void>
  readonly onAbort: () => void
}

const watches = new WeakMap<AbortSignal, Watch>()

/**
 * Runs `listener` once when the signal aborts, at once if it already has; returns how to take it back.
 * However many calls share a signal, it carries one listener, and none when nobody waits.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener()
    return () => undefined
  }
  const { entries } = watches.get(signal) ?? watch(signal)
  // A wrapper of its own, so that the same function may listen twice.
  const entry = (): void => listener()
  entries.add(entry)
  return () => {
    if (entries.delete(entry) && entries.size === 0) unwatch(signal)
  }
}

function watch(signal: AbortSignal): Watch {
  const entries = new Set<() => void>()
  const onAbort = (): void => {
    unwatch(signal)
    for (const entry of entries) entry()
    entries.clear()
  }
  const created = { entries, onAbort }
  watches.set(signal, created)
  signal.addEventListener('abort', onAbort)
  return created
}

function unwatch(signal: AbortSignal): void {
  const known = watches.get(signal)
  if (known) signal.removeEventListener('abort', known.onAbort)
  watches.delete(signal)
}
