import * as z from 'zod/mini'
import { strictFields } from '../schema/strict-fields.ts'

const positive = (otherwise: number) =>
  z._default(
    z.custom<number>(
      (value) => typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY,
      'must be a positive, finite number',
    ),
    otherwise,
  )

/** How often and how long a client tries again. */
export const retryOptionsSchema = strictFields('retry', {
  /** Attempts at creating a task, the first included. @default 6 */
  submitAttempts: positive(6),
  /** Attempts at one read, the first included. @default 4 */
  readAttempts: positive(4),
  /** Bounds one attempt, to the last byte of its answer. @default 60_000 */
  attemptTimeoutMs: positive(60_000),
  /** A longer `Retry-After` fails at once instead of being waited for. @default 60_000 */
  maxRetryAfterMs: positive(60_000),
})

/** How often and how long a client tries again. */
export type RetryOptions = z.input<typeof retryOptionsSchema>
/** The options with their defaults filled in. */
export type RetryPolicy = z.output<typeof retryOptionsSchema>
