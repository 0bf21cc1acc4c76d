import type { ParsedTaskRequest, TaskSnapshot } from '@nano-banana/core'
import type { Excess, TaskLimits } from './limits/allowance.ts'

/** A picture that a user wants. */
export interface Wish {
  readonly userId: string
  /** The browser's own name for it. */
  readonly operationId: string
  readonly request: ParsedTaskRequest
  readonly limits: TaskLimits
  /** In the unit of `priceOf`. */
  readonly price: number
}

/** What has become of a wish. */
export type Standing =
  /** Its task exists. */
  | { readonly state: 'made'; readonly taskId: string; readonly isReplay: boolean }
  /** It is written down or under way, and nobody knows of a task yet. */
  | { readonly state: 'pending'; readonly retryAfterMs: number }
  /** The operation stands for another wish. */
  | { readonly state: 'differs' }
  /** The service has refused it, with this status where it is known: there is no task. */
  | { readonly state: 'refused'; readonly status: number | undefined }
  /** Nobody can tell whether there is a task but a human. */
  | { readonly state: 'in_doubt' }
  /** The user's limits are in the way: it was not asked for. */
  | { readonly state: 'over_limit'; readonly excess: Excess }

/** Hears snapshots of a user's tasks; the same may come twice. */
export type Listener = (task: TaskSnapshot) => void

/** What a listener wants to hear of. */
export interface Following {
  readonly userId: string
  /** Tasks that it waits for, however old they are. Those of others are left out. */
  readonly taskIds: readonly string[]
  /** Whether it hears of these alone, and not of all tasks of the user. */
  readonly onlyThese: boolean
  /** What has ended since then is told, in Unix milliseconds; nothing for a stream that goes on nowhere. */
  readonly sinceMs: number | undefined
}

/** The tasks of users, wherever it is kept whose they are. A user who owns nothing there is told of nothing. */
export interface RelayTasks {
  /** Makes the task of a wish, or finds the one it has made. Rejects as `tasks.create` does. */
  readonly create: (wish: Wish) => Promise<Standing>
  /** What a wish has come to; nothing when the user has no such operation. */
  readonly standingOf: (userId: string, operationId: string) => Promise<Standing | undefined>
  /** A user's task as it is now. Rejects as `tasks.get` does. */
  readonly find: (userId: string, taskId: string, signal: AbortSignal) => Promise<TaskSnapshot | undefined>
  /** A user's newest tasks, without those that cannot be read just now. */
  readonly newest: (userId: string, most: number, signal: AbortSignal) => Promise<readonly TaskSnapshot[]>
  /** Tells a listener what the tasks become from now on, and what they have become; gives how to stop. Resolves when it listens. */
  readonly follow: (following: Following, listener: Listener) => Promise<() => void>
}
