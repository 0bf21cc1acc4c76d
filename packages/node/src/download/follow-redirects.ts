import type { RetryAfterHeaders } from '@nano-banana/core'
import { DownloadError } from './download-error.ts'
import { safeUrl } from './safe-url.ts'
import { statusError } from './status-error.ts'

/** The head of an answer, whoever asked. Names are in lower case. */
export interface AnswerHead {
  readonly status: number
  readonly headers: RetryAfterHeaders & { readonly location?: string | undefined }
}

/** An answer whose body waits to be read. */
export interface OpenAnswer<Body> extends AnswerHead {
  readonly body: Body
  /** Lets go of a body that nobody reads. */
  readonly discard: () => void
}

const maxRedirects = 3

/** Asks for a URL and for where it leads, up to three times, and gives the body of the 200 at the end. Rejects with `DownloadError`. */
export async function followRedirects<Body>(
  url: URL,
  { ask, now }: { readonly ask: (url: URL) => Promise<OpenAnswer<Body>>; readonly now: () => number },
): Promise<Body> {
  let current = url
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const answer = await ask(current)
    if (answer.status === 200) return answer.body
    answer.discard()
    const next = redirectOf(answer, current)
    if (next === undefined) throw statusError(answer, current, now())
    current = next
  }
  throw new DownloadError(
    'too_many_redirects',
    `${safeUrl(url)} redirects more than ${maxRedirects} times: read the task again for a fresh URL`,
  )
}

function redirectOf({ status, headers: { location } }: AnswerHead, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  // The parser's own error would carry the whole URL.
  if (!URL.canParse(location, from.href))
    throw new DownloadError('refused_url', `${safeUrl(from)} redirects to something that is no URL`)
  return new URL(location, from)
}
