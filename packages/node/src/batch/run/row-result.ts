import type { SavedFile } from '../folder/picture-files.ts'

/**
 * What has become of a row.
 * - `saved`: its pictures are in the folder
 * - `not_saved`: they are made and paid, but not in the folder; running again loads them
 * - `failed`: its task ended in `fail`; `refused`: the service made no task of it
 * - `parked`: it may be paid, and only a person should go on with it
 * - `open`: it is under way; running again goes on with it
 * - `skipped`: nothing was sent; `invalid`: nothing can be sent
 */
export type RowStatus = 'saved' | 'not_saved' | 'failed' | 'refused' | 'parked' | 'open' | 'skipped' | 'invalid'

/** One line of the results. */
export interface RowResult {
  /** Nothing only for an invalid row without an id of its own. */
  readonly id?: string
  /** The row's line in the file, or its number. */
  readonly line: number
  readonly status: RowStatus
  readonly taskId?: string
  readonly files: readonly SavedFile[]
  /** Whether the row asks for something else than what its id stands for: that was kept, and nothing else was sent. */
  readonly differs?: true
  /** What went wrong, and the way out. */
  readonly error?: RowError
  /** The row's own. */
  readonly metadata?: unknown
}

/** Why a row is not as it should be. */
export interface RowError {
  /** For programs; within the status. */
  readonly reason: string
  readonly message: string
}
