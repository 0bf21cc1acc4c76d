import { assertAllowed } from '../download/assert-allowed.ts'
import { followRedirects } from '../download/follow-redirects.ts'

/** What fetching an output takes besides its URL. */
export interface FetchOutputTools {
  readonly trustedOrigins: readonly string[]
  readonly signal: AbortSignal
}

/**
 * Requests an output and resolves with an answer of 200 whose body waits to be read. Every redirect is checked like the
 * first URL. What a name leads to, fetch does not tell: that nothing private is reached is up to the platform.
 */
export const fetchOutput = (url: URL, { trustedOrigins, signal }: FetchOutputTools): Promise<Response> =>
  followRedirects(url, {
    now: Date.now,
    async ask(asked) {
      assertAllowed(asked, trustedOrigins)
      const answer = await fetch(asked, { redirect: 'manual', signal })
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: answer,
        discard: () => void answer.body?.cancel().catch(() => undefined),
      }
    },
  })
