/** What goes wrong with one request. A fault that makes no sense for the request it meets does nothing. */
export type Fault =
  /** The connection breaks before anything was executed; not even the quota counts it. */
  | { readonly kind: 'drop_before' }
  /** The request is executed, but the answer is lost. */
  | { readonly kind: 'drop_after' }
  /** The request is executed on arrival and answered so much later; until then it is under way, and its key is being processed. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The request is executed; the answer's body breaks off after so many bytes. */
  | { readonly kind: 'cut'; readonly atByte: number }
  /** The request is refused in the service's envelope, and nothing is executed. `retryAfter` is sent as it stands. */
  | { readonly kind: 'status'; readonly status: number; readonly errorCode?: string; readonly retryAfter?: string }
  /** A gateway's HTML page comes in place of the answer. */
  | { readonly kind: 'gateway_page'; readonly status: number; readonly isExecuted: boolean }
  /**
   * A create under a new key is executed, but it and every repetition under that key are answered with 409
   * `IDEMPOTENCY_KEY_PROCESSING` for so long; with `Infinity` for as long as the key lives.
   */
  | { readonly kind: 'processing'; readonly forMs: number }
  /** A read shows every task that is not terminal under this word. */
  | { readonly kind: 'unknown_status'; readonly status: string }
  /** A read is answered as the service stood so long ago: an earlier status, and 404 for a task younger than that. */
  | { readonly kind: 'stale'; readonly byMs: number }
