/** What the call was doing: checking input, creating a task, following it, reading once, fetching an output, or keeping the journal. */
export type Phase = 'input' | 'submit' | 'watch' | 'read' | 'download' | 'journal'

/**
 * What became of the paid request.
 * - `not_sent`: nothing that costs money left this machine
 * - `rejected`: the service refused it; no task exists
 * - `accepted`: the task exists and may bill; `taskId` names it
 * - `unknown`: it was sent and no verdict arrived; `idempotencyKey` asks again without paying twice
 */
export type Outcome = 'not_sent' | 'rejected' | 'accepted' | 'unknown'

/** Everything an error knows besides its message. */
export interface ErrorFacts {
  readonly phase: Phase
  readonly outcome: Outcome
  /** Whether the same call, with the same key or task id, may succeed later. @default false */
  readonly retryable?: boolean
  readonly taskId?: string | undefined
  readonly idempotencyKey?: string | undefined
  /** Whether the key is too old to be asked with again: the service may have forgotten it. @default false */
  readonly keyExpired?: boolean
  /** The service's own name for the request, where it sent one. */
  readonly requestId?: string | undefined
  /** Requests sent for this call. */
  readonly attempts?: number
  readonly cause?: unknown
}

// Two copies of the package may meet in one program, so that instanceof would not do.
const brand = Symbol.for('@nano-banana/error')

/** The one error family. Branch on `code`; every message ends with the way out. */
export abstract class NanoBananaError extends Error {
  abstract readonly code: string
  /** A finer cause within `code`, for programs. */
  declare readonly reason: string | undefined
  declare readonly phase: Phase
  declare readonly outcome: Outcome
  declare readonly retryable: boolean
  declare readonly taskId: string | undefined
  declare readonly idempotencyKey: string | undefined
  declare readonly keyExpired: boolean | undefined
  declare readonly requestId: string | undefined
  declare readonly attempts: number | undefined

  constructor(message: string, { cause, ...facts }: ErrorFacts, reason?: string) {
    super(message, cause === undefined ? undefined : { cause })
    Object.assign(this, { retryable: false, ...facts, reason })
    Object.defineProperty(this, brand, { value: true })
  }

  /** The facts without cause and stack, for logs and wires. */
  toJSON(): object {
    return { ...this, message: this.message }
  }
}

/** Whether a value belongs to the family, also one from a second copy of the package. */
export function hasErrorBrand(value: unknown): boolean {
  return typeof value === 'object' && value !== null && brand in value
}
