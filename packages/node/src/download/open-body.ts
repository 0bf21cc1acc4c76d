import type { IncomingMessage } from 'node:http'
import type { LookupFunction } from 'node:net'
import { isNanoBananaError } from '@nano-banana/core'
import { assertAllowed } from './assert-allowed.ts'
import { DownloadError } from './download-error.ts'
import { followRedirects } from './follow-redirects.ts'
import { publicLookup } from './public-lookup.ts'
import { sendRequest } from './send-request.ts'

/** What opening a body takes besides its URL. */
export interface OpenTools {
  readonly lookup: LookupFunction
  readonly trustedOrigins: readonly string[]
  readonly signal: AbortSignal
  readonly now: () => number
  /** Called with every answer's head. */
  readonly onHeard: () => void
}

/** Requests a URL and resolves with an answer of 200 whose body waits to be read. Every redirect is checked like the first URL. */
export const openBody = (url: URL, tools: OpenTools): Promise<IncomingMessage> =>
  followRedirects(url, {
    now: tools.now,
    async ask(asked) {
      const answer = await ask(asked, tools)
      tools.onHeard()
      const { statusCode: status = 0, headers } = answer
      return { status, headers, body: answer, discard: () => void answer.destroy() }
    },
  })

async function ask(url: URL, { trustedOrigins, lookup, signal }: OpenTools): Promise<IncomingMessage> {
  assertAllowed(url, trustedOrigins)
  const isTrusted = trustedOrigins.includes(url.origin)
  try {
    return await sendRequest(url, { signal, lookup: isTrusted ? lookup : publicLookup(lookup) })
  } catch (cause) {
    throw isNanoBananaError(cause) ? cause : connectionError(url, cause)
  }
}

function connectionError(url: URL, cause: unknown): DownloadError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no code'
  // A certificate does not become better by asking again.
  const isUntrusted = /CERT|SIGNATURE|UNABLE_TO|HOSTNAME_MISMATCH/.test(code)
  const wayOut = isUntrusted ? 'check its certificate and the clock of this machine' : 'check the network and try again'
  return new DownloadError('connection', `No answer from ${url.origin} (${code}): ${wayOut}`, {
    retryable: !isUntrusted,
    cause,
  })
}
