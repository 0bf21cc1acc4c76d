interface Watch {
  readonly entries: Set<() => void>
  readonly stop: () => void
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
  const { entries, stop } = watches.get(signal) ?? watch(signal)
  // A wrapper of its own, so that the same function may listen twice.
  const entry = (): void => listener()
  entries.add(entry)
  return () => {
    if (entries.delete(entry) && entries.size === 0) stop()
  }
}

function watch(signal: AbortSignal): Watch {
  const entries = new Set<() => void>()
  const stop = (): void => {
    if (watches.delete(signal)) signal.removeEventListener('abort', run)
  }
  const run = (): void => {
    stop()
    for (const entry of entries) entry()
    entries.clear()
  }
  signal.addEventListener('abort', run)
  const created = { entries, stop }
  watches.set(signal, created)
  return created
}
