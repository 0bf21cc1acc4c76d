import { positive } from '../schema/positive.ts'
import { type Filled, withDefault } from '../schema/reader.ts'
import { strictFields } from '../schema/strict-fields.ts'

/** How often and how long a client tries again. */
export interface RetryOptions {
  /** Attempts at creating a task, the first included. @default 6 */
  submitAttempts?: number | undefined
  /** Attempts at one read, the first included. @default 4 */
  readAttempts?: number | undefined
  /** Bounds one attempt, to the last byte of its answer. @default 60_000 */
  attemptTimeoutMs?: number | undefined
  /** A longer `Retry-After` fails at once instead of being waited for. @default 60_000 */
  maxRetryAfterMs?: number | undefined
}

/** The options with their defaults filled in. */
export type RetryPolicy = Filled<RetryOptions>

/** Reads the options and fills in the defaults. */
export const readRetryOptions = strictFields<RetryPolicy>('retry', {
  submitAttempts: withDefault(positive(), 6),
  readAttempts: withDefault(positive(), 4),
  attemptTimeoutMs: withDefault(positive(), 60_000),
  maxRetryAfterMs: withDefault(positive(), 60_000),
})
