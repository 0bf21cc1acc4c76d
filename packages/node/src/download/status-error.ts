import { retryAfterMs } from '@nano-banana/core'
import { DownloadError } from './download-error.ts'
import type { AnswerHead } from './follow-redirects.ts'
import { safeUrl } from './safe-url.ts'

/** What an answer's status means for the download, where it is not the 200 that was hoped for. */
export function statusError({ status, headers }: AnswerHead, url: URL, nowMs: number): DownloadError {
  if (status === 403 || status === 404 || status === 410)
    return new DownloadError(
      'expired',
      `${safeUrl(url)} is not there any more (HTTP ${status}): read the task again for a fresh URL`,
      { status },
    )
  const retryable = status === 408 || status === 429 || status >= 500
  const asked = retryAfterMs(headers, nowMs)
  const wayOut = retryable
    ? `try again ${asked === undefined ? 'later' : `in ${asked / 1000} s`}`
    : 'read the task again'
  return new DownloadError('http_status', `${safeUrl(url)} answered with HTTP ${status}: ${wayOut}`, {
    status,
    retryAfterMs: asked,
    retryable,
  })
}
