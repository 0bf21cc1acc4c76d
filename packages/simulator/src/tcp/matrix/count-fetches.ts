import type { Fetched } from './report.ts'

/** Who hears of what happens to fetches. */
export interface FetchListeners {
  readonly onStart: () => void
  /** No connection was had: nobody listens. */
  readonly onRefused: () => void
}

/** The global fetch, and every call of it so far, oldest first. */
export interface CountedFetch {
  readonly fetch: typeof globalThis.fetch
  readonly fetches: () => readonly Fetched[]
}

/** Counts at the border of the SDK, so that nothing it says of itself is needed. */
export function countFetches({ onStart, onRefused }: FetchListeners): CountedFetch {
  const fetches: Fetched[] = []
  return {
    fetches: () => fetches,
    async fetch(input, init) {
      onStart()
      const method = input instanceof Request ? input.method : (init?.method ?? 'GET')
      const nth = fetches.push({ method, ended: 'pending' }) - 1
      const end = (ended: Fetched['ended']): void => {
        fetches[nth] = { method, ended }
      }
      try {
        const response = await fetch(input, init)
        end('answered')
        return response
      } catch (error) {
        const isRefusal = codeOf(error) === 'ECONNREFUSED'
        end(isRefusal ? 'refused' : 'failed')
        if (isRefusal) onRefused()
        throw error
      }
    },
  }
}

// Node's fetch keeps the socket's own error as the cause of its own.
function codeOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? cause.code : undefined
}
