import type { AbortedError, AnyNanoBananaError } from '../errors/family.ts'
import type { StoredOperation } from '../operation-store.ts'

import type { TaskOutput, TaskSnapshot } from '../schema/task.ts'

/** A finished picture. */
export interface GenerationResult {
  readonly taskId: string
  /** At least one. The URLs expire: download them. */
  readonly outputs: readonly TaskOutput[]
  readonly task: TaskSnapshot
  /** Whether the service answered with a task made earlier under the same idempotency key. */
  readonly replayed: boolean
}

/** Where one generation stands. */
export type TaskState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'submitting' }
  | {
      readonly phase: 'waiting'
      readonly taskId: string
      /** The service's latest word; `queued` until it said one. */
      readonly status: string
      /** The furthest documented status seen, by rank; what ranks below it is an old answer. */
      readonly rank: number
      readonly replayed: boolean
    }
  | ({ readonly phase: 'succeeded' } & GenerationResult)
  | { readonly phase: 'failed'; readonly error: AnyNanoBananaError; readonly taskId: string | undefined }
  | { readonly phase: 'aborted'; readonly error: AbortedError; readonly taskId: string | undefined }

/** What happened, in the past tense. */
export type TaskEvent =
  | { readonly type: 'submitted' }
  | ({ readonly type: 'prepared'; readonly idempotencyKey: string | undefined } & Pick<
      StoredOperation,
      'input' | 'delivery'
    >)
  | { readonly type: 'accepted'; readonly taskId: string; readonly replayed: boolean }
  | { readonly type: 'observed'; readonly task: TaskSnapshot }
  | { readonly type: 'failed'; readonly error: AnyNanoBananaError }
  | { readonly type: 'aborted'; readonly error: AbortedError }

/** Before anything was asked. */
export const idle: TaskState = { phase: 'idle' }
