/** Where the browser remembers: for all visits, or for this tab. */
export type Memory = 'localStorage' | 'sessionStorage'

/** Reads what was left under a name; `undefined` when there is nothing, or nothing readable. */
export function readStored(name: string, memory: Memory = 'localStorage'): unknown {
  try {
    return JSON.parse(globalThis[memory].getItem(prefix + name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a value for later, where the browser allows it. */
export function writeStored(name: string, value: unknown, memory: Memory = 'localStorage'): void {
  try {
    globalThis[memory].setItem(prefix + name, JSON.stringify(value))
  } catch {
    // Storage may be full or forbidden; the page works without a memory.
  }
}

const prefix = 'nano-banana.playground.'
