/** What one rule of the machine answers, before quota headers and latency are added. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** A text is sent as it stands, anything else as JSON. */
  readonly body: unknown
  /** The task that the request made. */
  readonly createdTaskId?: string
}

type Headers = Readonly<Record<string, string>>

/** The success envelope. @see contract: Answers */
export const succeed = (data: unknown, headers: Headers = {}): Reply => ({
  status: 200,
  headers,
  body: { code: 200, message: 'success', data },
})

/** The error envelope. @see contract: Answers */
export const refuse = (
  status: number,
  errorCode: string | undefined,
  { message, headers = {} }: { readonly message: string; readonly headers?: Headers },
): Reply => ({ status, headers, body: { code: status, message, data: null, error_code: errorCode } })

/** What the gateway in front of the service says to a client that is too fast. @see contract: Answers */
export const throttle = (retryAfterSeconds: number, requestId: string): Reply => ({
  status: 429,
  headers: { 'retry-after': String(retryAfterSeconds) },
  body: { error: { type: 'hiapi_error', code: 'rate_limit_exceeded', request_id: requestId } },
})

/** The reply as it goes over the wire. */
export const toWire = ({ status, headers, body }: Reply) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
