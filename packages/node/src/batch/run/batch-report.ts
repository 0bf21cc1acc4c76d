import type { BatchProgress } from './batch-events.ts'
import type { Halt } from './halt.ts'
import type { RowResult } from './row-result.ts'

/** What a run has come to. */
export interface BatchReport extends BatchProgress {
  /** One for each row, in their order. */
  readonly results: readonly RowResult[]
  /** Where they are written; nothing when the run was stopped before each row had one of this run. */
  readonly resultsPath: string | undefined
  /** Whether the caller's signal has stopped it. */
  readonly isStopped: boolean
  /** Why it asked for nothing new from some moment on. */
  readonly halt: Halt | undefined
  /** Operations whose rows are gone, and which were brought to their end. */
  readonly leftovers: number
}
