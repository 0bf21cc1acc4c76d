import type { TaskSnapshot } from '../schema/task.ts'

/**
 * Where an operation stands: its request is written down, its task exists, its task has ended, all effects of that have
 * happened; or it waits for a human.
 */
export type OperationState = 'intended' | 'accepted' | 'final' | 'settled' | 'parked'

/** All of them, in the order an operation passes through them. */
export const operationStates: readonly OperationState[] = ['intended', 'accepted', 'final', 'settled', 'parked']

/** Why nobody but a human should go on. */
export type ParkReason =
  /** The service refused the request; no task exists. */
  | 'refused'
  /** The key is older than 23 hours and its task was never seen: another request could be a second bill. */
  | 'key_expired'
  /** It was sent with the key of another account, which alone could tell whether the task exists. */
  | 'account_changed'
  /** The service knows no such task. */
  | 'task_unknown'
  /** The service knows the key from another request: the first task under it may be paid. */
  | 'key_conflict'
  /** Another operation holds its task, and settles it. */
  | 'task_taken'
  /** An effect has failed too often. */
  | 'effect_failed'

/** What must survive a crash: one wish for one task, from before its first byte leaves until all of its effects have happened. Plain JSON. */
export interface Operation {
  /** The caller's own name for it. */
  readonly operationId: string
  readonly state: OperationState
  /** Counts writes from 1. A writer whose revision is old has lost the race. */
  readonly revision: number
  /** Nobody else need look at it before, in Unix milliseconds: whoever works on it keeps moving this. `null` is never. */
  readonly dueAtMs: number | null
  readonly createdAtMs: number
  /** Names the call that wrote it down first. */
  readonly submission?: string | undefined
  /** Whose it is, in your words. */
  readonly owner?: string | undefined
  /** Anything that the effect has to know; plain JSON. */
  readonly metadata?: unknown
  /** Stands in the path of its callback address. */
  readonly token: string
  /** Names the account without a byte of its key. */
  readonly account?: string | undefined
  readonly idempotencyKey: string
  /** When a request may have left under this key for the first time; nothing when none has. */
  readonly keyUsedAtMs?: number | undefined
  /** The very bytes of the request; empty once they were erased. */
  readonly body: string
  readonly taskId?: string | undefined
  /** The task's end, as the service told it. */
  readonly task?: TaskSnapshot | undefined
  /** Whether `commitEffect` has happened. */
  readonly isCommitted?: boolean | undefined
  /** How often the present step has failed. */
  readonly failures: number
  /** What the last failure said. */
  readonly lastError?: string | undefined
  /** Why it waits for a human, and where it stood; with the status of the service's refusal, where that is why. */
  readonly parked?:
    | { readonly reason: ParkReason; readonly from: OperationState; readonly status?: number | undefined }
    | undefined
  /** Whether a human gave it up. */
  readonly isDiscarded?: boolean | undefined
}
