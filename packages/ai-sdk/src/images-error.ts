import { type AnyNanoBananaError, NanoBananaError, type Outcome } from '@nano-banana/node'

/** Several pictures were asked for in one call and the call has none to give. `errors` has one for each, in order. */
export class ImagesError extends NanoBananaError {
  /** `AbortError` when the caller stopped waiting, as everywhere. */
  override readonly name: 'ImagesError' | 'AbortError'
  override readonly code = 'images'
  /** Why there is no picture, each with its `taskId` once there is one. */
  readonly errors: readonly AnyNanoBananaError[]

  constructor(errors: readonly AnyNanoBananaError[]) {
    const worst = errors.reduce((one, other) => (gravity(other) > gravity(one) ? other : one))
    const messages = [...new Set(errors.map(({ message }) => message))]
    super(`None of ${errors.length} pictures. ${messages.join('; ')}`, {
      phase: worst.phase,
      outcome: worst.outcome,
      retryable: errors.every(({ retryable }) => retryable),
      cause: worst,
    })
    const isStopped = errors.some(({ code }) => code === 'aborted')
    this.name = isStopped ? 'AbortError' : 'ImagesError'
    this.errors = errors
  }
}

// What may have cost money comes first.
const outcomes: readonly Outcome[] = ['not_sent', 'rejected', 'unknown', 'accepted']
const gravity = ({ outcome }: AnyNanoBananaError): number => outcomes.indexOf(outcome)
