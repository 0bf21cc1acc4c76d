import { type ErrorFacts, NanoBananaError } from '@nano-banana/core'

/**
 * Why a file did not arrive.
 * - `expired`: its URL gives nothing any more (403, 404, 410)
 * - `refused_address`: it leads to an address that is not public; `refused_url`: to a URL that is not plain https
 * - `http_status`: the host answered with another status that is no success
 * - `unexpected_content`: what came is not such a file; `too_large`: it is larger than `maxBytes`
 * - `incomplete`: the body was cut; `connection`: there was no answer; `timeout`: nothing arrived for too long
 * - `too_many_redirects`: the fourth redirect is not followed
 * - `exists`: the target is there already; `not_writable`: the target cannot be written
 */
export type DownloadFailure =
  | 'expired'
  | 'refused_address'
  | 'refused_url'
  | 'http_status'
  | 'unexpected_content'
  | 'too_large'
  | 'incomplete'
  | 'connection'
  | 'timeout'
  | 'too_many_redirects'
  | 'exists'
  | 'not_writable'

/** What a `DownloadError` may know besides its reason and its message. */
export interface DownloadFacts extends Partial<ErrorFacts> {
  readonly status?: number | undefined
  readonly retryAfterMs?: number | undefined
}

/** A task's file did not reach the disk, and nothing of it is left there. The task itself is done and paid. */
export class DownloadError extends NanoBananaError {
  override readonly name = 'DownloadError'
  override readonly code = 'download'
  declare readonly reason: DownloadFailure
  /** The HTTP status, where that was what went wrong. */
  readonly status: number | undefined
  /** How long the host asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(reason: DownloadFailure, message: string, facts: DownloadFacts = {}) {
    super(message, { phase: 'download', outcome: 'accepted', ...facts }, reason)
    this.status = facts.status
    this.retryAfterMs = facts.retryAfterMs
  }
}
