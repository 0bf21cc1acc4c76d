/** One attempt to reach the service. A transport adds the host and the credentials; core never sees them. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST'
  /** Path and query below the base URL, such as `/v1/tasks?page=1`. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Sent as UTF-8, to the byte: the service compares retries by their bytes. */
  readonly body?: string
  /** Bounds the attempt from its start to the last byte of the answer's body. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** A whole answer, whatever its status. */
export interface TransportResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Resolves for every HTTP status and never follows a redirect. Rejects with `TransportFailure` when no whole answer arrived. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>

/**
 * Why no whole answer arrived.
 * - `unreachable`: provably nothing was sent (name not found, connection refused)
 * - `untrusted`: the server's certificate or address is not acceptable; nothing was sent
 * - `interrupted`: the connection broke, before or after the service acted
 * - `timeout`: `timeoutMs` passed
 * - `incomplete`: an answer began, but its body was cut off or too large
 */
export type FailureReason = 'unreachable' | 'untrusted' | 'interrupted' | 'timeout' | 'incomplete'

/** What a transport rejects with; callers of the client see a `ConnectionError` instead. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure'
  readonly reason: FailureReason

  constructor(reason: FailureReason, options?: { readonly cause?: unknown }) {
    super(`No whole answer arrived: ${reason}`, options)
    this.reason = reason
  }
}
