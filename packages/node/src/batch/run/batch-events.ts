import type { Cost } from '../../cost/prices.ts'
import type { BatchPlan } from '../plan/batch-plan.ts'
import type { Halt } from './halt.ts'
import type { RowResult, RowStatus } from './row-result.ts'

/** How far a batch is. */
export interface BatchProgress {
  readonly rows: number
  /** Rows that have a result. */
  readonly ended: number
  readonly counts: Readonly<Record<RowStatus, number>>
  /** Tasks of this batch that exist, or may exist, of all runs. */
  readonly spent: number
  /** What they cost; nothing without prices. */
  readonly cost: Cost | undefined
}

/** What happens in a batch, in order. */
export type BatchEvent =
  /** All rows are read, and nothing is sent yet. */
  | { readonly type: 'planned'; readonly plan: BatchPlan }
  | { readonly type: 'row_ended'; readonly result: RowResult }
  /** The service is down: nothing new is sent until it is back. */
  | { readonly type: 'paused'; readonly message: string }
  | { readonly type: 'resumed' }
  /** Nothing new is sent any more; what is under way goes on. */
  | { readonly type: 'halted'; readonly halt: Halt }
  /** The caller's signal has aborted: what is being sent or written has a few seconds. */
  | { readonly type: 'stopping' }
