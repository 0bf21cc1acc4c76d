/** The result of work that browsers may refuse, each in its own way; nothing where one does. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
