import type { IncomingMessage } from 'node:http'
import type { LookupFunction } from 'node:net'
import { isNanoBananaError } from '@nano-banana/core'
import { assertAllowed } from './assert-allowed.ts'
import { DownloadError } from './download-error.ts'
import { publicLookup } from './public-lookup.ts'
import { safeUrl } from './safe-url.ts'
import { sendRequest } from './send-request.ts'
import { statusError } from './status-error.ts'

/** What opening a body takes besides its URL. */
export interface OpenTools {
  readonly lookup: LookupFunction
  readonly trustedOrigins: readonly string[]
  readonly signal: AbortSignal
  readonly now: () => number
  /** Called with every answer's head. */
  readonly onHeard: () => void
}

const maxRedirects = 3

/** Requests a URL and resolves with an answer of 200 whose body waits to be read. Every redirect is checked like the first URL. */
export async function openBody(url: URL, tools: OpenTools): Promise<IncomingMessage> {
  let current = url
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const answer = await ask(current, tools)
    tools.onHeard()
    const next = redirectOf(answer, current)
    if (next === undefined) {
      const error = statusError(answer, current, tools.now())
      if (error) throw error
      return answer
    }
    answer.destroy()
    current = next
  }
  throw new DownloadError(
    'too_many_redirects',
    `${safeUrl(url)} redirects more than ${maxRedirects} times: read the task again for a fresh URL`,
  )
}

async function ask(url: URL, { trustedOrigins, lookup, signal }: OpenTools): Promise<IncomingMessage> {
  assertAllowed(url, trustedOrigins)
  const isTrusted = trustedOrigins.includes(url.origin)
  try {
    return await sendRequest(url, { signal, lookup: isTrusted ? lookup : publicLookup(lookup) })
  } catch (cause) {
    throw isNanoBananaError(cause) ? cause : connectionError(url, cause)
  }
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return undefined
  // The parser's own error would carry the whole URL.
  if (!URL.canParse(headers.location, from.href))
    throw new DownloadError('refused_url', `${safeUrl(from)} redirects to something that is no URL`)
  return new URL(headers.location, from)
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
