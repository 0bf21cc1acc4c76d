import type { Chaos } from './open-chaos.ts'
import type { SentCount } from './sent-count.ts'

/** What a fetch is made chaotic with. */
export interface ChaoticFetchTools {
  readonly fetch: typeof globalThis.fetch
  readonly chaos: Chaos
  readonly sent: SentCount
}

/** Counts every request for a task, and pulls the plug at the worst moment: when the task is made and nobody here knows it yet. */
export const chaoticFetch =
  ({ fetch, chaos, sent }: ChaoticFetchTools): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    if (request.method !== 'POST') return fetch(request)
    sent.add()
    const response = await fetch(request)
    if (chaos.get().pullThePlug) chaos.pull()
    return response
  }
