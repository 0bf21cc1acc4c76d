/** What it returns, or nothing when it throws: for what must not stop anything else. */
export function quietly<T>(run: () => T, report?: (error: unknown) => void): T | undefined {
  try {
    return run()
  } catch (error) {
    report?.(error)
    return undefined
  }
}
