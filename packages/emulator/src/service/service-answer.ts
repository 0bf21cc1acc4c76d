/** A request as the machine sees it. */
export interface ServiceRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** The machine's answer; the face that carries it waits `delayMs` first. */
export interface ServiceAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly delayMs: number
}

/** What one rule of the machine answers, before quota headers and latency are added. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** The success envelope. @see contract: Answers */
export const succeed = (data: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  headers,
  body: { code: 200, message: 'success', data },
})

/** The error envelope. @see contract: Answers */
export const refuse = (
  status: number,
  errorCode: string,
  { message, headers = {} }: { readonly message: string; readonly headers?: Readonly<Record<string, string>> },
): Reply => ({ status, headers, body: { code: status, message, data: null, error_code: errorCode } })

/** What the gateway in front of the service says to a client that is too fast. @see contract: Answers */
export const throttle = (retryAfterSeconds: number, requestId: string): Reply => ({
  status: 429,
  headers: { 'retry-after': String(retryAfterSeconds) },
  body: { error: { type: 'hiapi_error', code: 'rate_limit_exceeded', request_id: requestId } },
})
