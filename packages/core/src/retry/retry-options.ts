/** How often and how long a client tries again. */
export interface RetryOptions {
  /** Attempts at creating a task, the first included. @default 6 */
  readonly submitAttempts?: number
  /** Attempts at one read, the first included. @default 4 */
  readonly readAttempts?: number
  /** Bounds one attempt, to the last byte of its answer. @default 60_000 */
  readonly attemptTimeoutMs?: number
  /** A longer `Retry-After` fails at once instead of being waited for. @default 60_000 */
  readonly maxRetryAfterMs?: number
}

/** The options with their defaults filled in. */
export type RetryPolicy = Required<RetryOptions>

/** What is used where nothing is passed. */
export const defaultRetryPolicy: RetryPolicy = {
  submitAttempts: 6,
  readAttempts: 4,
  attemptTimeoutMs: 60_000,
  maxRetryAfterMs: 60_000,
}
