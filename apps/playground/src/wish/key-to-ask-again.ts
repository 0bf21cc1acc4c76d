import type { AnyNanoBananaError } from '@nano-banana/react'

/**
 * The key under which a wish without a verdict asks again, so that it is not paid twice.
 * `undefined` where asking again is a new task.
 */
export const keyToAskAgain = (error: AnyNanoBananaError): string | undefined =>
  error.outcome === 'unknown' ? error.idempotencyKey : undefined
