/** The time as an answer told it, between two readings of this machine's clock. All in Unix milliseconds. */
export interface HeardDate {
  readonly dateMs: number
  readonly sentAtMs: number
  readonly arrivedAtMs: number
}

/** Listens to the `Date` of the answers that a `fetch` gets. */
export function hearDate(fetch: typeof globalThis.fetch): {
  readonly fetch: typeof globalThis.fetch
  readonly heard: () => HeardDate | undefined
} {
  let heard: HeardDate | undefined
  return {
    async fetch(...request) {
      const sentAtMs = Date.now()
      const response = await fetch(...request)
      const dateMs = Date.parse(response.headers.get('date') ?? '')
      if (Number.isFinite(dateMs)) heard = { dateMs, sentAtMs, arrivedAtMs: Date.now() }
      return response
    },
    heard: () => heard,
  }
}
