/**
 * Waits until this page leads all those of a name, which one at a time does, and calls back once. Where pages cannot know
 * of each other, each leads. Returns how to give the lead, or the waiting, up; the browser does so for a page that dies.
 */
export function takeLead(name: string, onLead: () => void): () => void {
  const controller = new AbortController()
  const { signal } = controller
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      signal.addEventListener('abort', () => resolve())
      onLead()
    })
  // There are no locks in old browsers and on insecure pages, and a sandboxed one may not use them.
  const ask = async (): Promise<void> => navigator.locks.request(name, { signal }, hold)
  ask().catch(hold)
  return () => controller.abort('left')
}
