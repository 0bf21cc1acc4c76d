import type { TaskSnapshot } from '../schema/task.ts'

/** One task as a watch sees it. */
export interface WatchedTask {
  readonly taskId: string
  /** Whether this client made it just now: there is nothing to see at once, and a 404 may only be lag. */
  readonly isNew: boolean
  /** Asks the service once, with the retries of a single read. */
  readonly read: () => Promise<TaskSnapshot>
  /** Rests; rejects as soon as nobody waits any more. */
  readonly pause: (ms: number) => Promise<void>
  /** Milliseconds since the watch began. */
  readonly ageMs: () => number
}

/** Where the snapshots of a task come from, up to and including a terminal one. */
export type Watch = (task: WatchedTask) => AsyncIterable<TaskSnapshot>
