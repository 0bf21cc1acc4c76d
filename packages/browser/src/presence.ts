/** Whether anybody could see what this page would ask for. */
export interface Presence {
  /** Not while the page is hidden, frozen or left. */
  readonly isAwake: () => boolean
  /** Calls back on every change; returns how to stop. A page that is online again was away and has come back. */
  readonly onChange: (listener: (isAwake: boolean) => void) => () => void
}

const leaving = ['freeze', 'pagehide']
const returning = ['resume', 'pageshow']

/** Follows what the browser says of this page; where there is no page, it is always awake. Made once for a client. */
export function watchPresence(): Presence {
  if (typeof document === 'undefined') return { isAwake: () => true, onChange: () => () => undefined }
  const listeners = new Set<(isAwake: boolean) => void>()
  const look = (): boolean => !isGone && document.visibilityState !== 'hidden'
  let isGone = false
  let isAwake = look()

  function set(next: boolean): void {
    if (isAwake === next) return
    isAwake = next
    for (const listener of [...listeners]) listener(next)
  }

  function update({ type }: Event): void {
    isGone = leaving.includes(type) || (isGone && !returning.includes(type))
    // Being offline is no reason to rest: some browsers say so of a network that works. What was open before is dead, though.
    if (type === 'online') set(false)
    set(look())
  }

  // Captured, because not all of these bubble from the document up to the window.
  for (const type of [...leaving, ...returning, 'visibilitychange', 'online']) addEventListener(type, update, true)
  return {
    isAwake: () => isAwake,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
