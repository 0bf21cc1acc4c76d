/** Where a platform has no process to warn, its console is what somebody reads. */
export function warn(error: unknown): void {
  // biome-ignore lint/suspicious/noConsole: every edge platform collects it, and nothing else.
  console.warn(error)
}
