import type { Client, Clock, Journal } from '@nano-banana/core'
import type { Prices } from '../cost/prices.ts'
import type { BatchRows } from './rows/numbered-row.ts'
import type { BatchEvent, BatchProgress } from './run/batch-events.ts'

/** What a batch is about, whether it is run or only planned. */
export interface BatchScope {
  /** Read once, and checked to the last one before anything is sent. `jsonlRows` reads a file. */
  readonly rows: BatchRows
  /** Gets the pictures and `results.jsonl`, and keeps in `.nano-banana` what a later run has to know. Is made where there is none. */
  readonly outDir: string
  /** Batches may share one; a generation service may not, since it forgets what has ended. @default SQLite, in `outDir/.nano-banana` */
  readonly journal?: Journal | undefined
  /** What the batch is called in a journal: 1 to 40 letters, digits, dashes, dots. @default a name that only this folder has */
  readonly name?: string | undefined
  /** Only the first so many rows. @default all */
  readonly limit?: number | undefined
  /** No more tasks than this are ever made for the batch, of all runs; one that may exist counts. @default any number */
  readonly maxTasks?: number | undefined
  /** What a task costs by its resolution, to tell money beside counts. @default no money is told */
  readonly prices?: Prices | undefined
  /** Whether rows are asked for once more whose tasks have failed, or that the service has refused. It is paid again. @default false */
  readonly retryFailed?: boolean | undefined
  /** Whether the service forgets everything with this process, as an emulator inside does: what it has not finished is asked for anew. @default false */
  readonly isEphemeral?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/** How a batch is run. */
export interface BatchOptions extends BatchScope {
  readonly client: Client
  /** Rows under way at once; the client's quota paces their requests. @default 20 */
  readonly concurrency?: number | undefined
  /** Vouches for it that the client's key is a new one of the account that the batch was begun with. @default false */
  readonly isSameAccount?: boolean | undefined
  /** Origins on this machine that pictures may come from; the emulator's is one. @default [] */
  readonly trustedOrigins?: readonly string[] | undefined
  /**
   * Stops it: nothing new begins, what is being sent or written has five seconds, and the report tells how far it came.
   * Tasks that are under way go on and may bill; running again goes on with them.
   */
  readonly signal?: AbortSignal | undefined
  /** Gets everything that happens. What it throws stops nothing. */
  readonly onProgress?: ((event: BatchEvent, progress: BatchProgress) => void) | undefined
  /** @default the platform's time */
  readonly clock?: Clock | undefined
  /** Gets what goes wrong where nobody waits for it. @default a process warning */
  readonly reportError?: ((error: unknown) => void) | undefined
}
