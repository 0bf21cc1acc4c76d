import type { Agenda } from '../agenda.ts'
import type { Clock } from '../clock.ts'
import type { Quota } from '../quota/quota.ts'
import type { TaskSnapshot } from '../schema/task.ts'
import type { TaskPage } from '../schema/task-page.ts'

/** One task that somebody waits for. */
export interface WatchedTask {
  readonly taskId: string
  /** Whether this client made it just now: there is nothing to see at once, and a 404 may only be lag. */
  readonly isNew: boolean
  /** Whether it may be older than this call: an earlier one has made it under the same key. */
  readonly isReplayed?: boolean
  /** The resolution that was asked for, where it is known: it says how long the task may take. */
  readonly resolution?: string | undefined
  /** Whether the service calls back when the task ends. */
  readonly hasCallback?: boolean
  /** When the wait is over at the latest, by the monotonic clock: nothing starts in its last 250 ms. */
  readonly endsAtMs: number
}

/**
 * Who is told of a task. Both are methods, to be called on it; neither throws, and what comes after the end is not
 * listened to.
 */
export interface Follower {
  /** Takes what the service said. A terminal snapshot is the end. */
  see(task: TaskSnapshot): void
  /** Takes the error that the watch ends with. */
  fail(error: unknown): void
}

/** What a watch may ask for its whole client. Both reject with the family only, and stop at once when the signal aborts. */
export interface WatchTools {
  readonly clock: Clock
  /** The client's one timer. */
  readonly agenda: Agenda
  readonly random: () => number
  /** What keeps the client's requests within their limits. */
  readonly quota: Quota
  /** Reads one task, with the retries of a single read. */
  readonly readTask: (task: Pick<WatchedTask, 'taskId' | 'isNew'>, wanted: WantedFor) => Promise<TaskSnapshot>
  /** Reads a page of the account's tasks, newest first; pages count from 1. */
  readonly readPage: (query: { readonly page: number; readonly size: number }, wanted: WantedFor) => Promise<TaskPage>
}

/** For how long somebody wants the answer. */
export interface WantedFor {
  readonly signal: AbortSignal
  /** By the monotonic clock. */
  readonly endsAtMs: number
}

/** Where the snapshots of a client's tasks come from. */
export interface Watch {
  /** Tells a follower of a task; returns how to leave, which is called once, at the end too. */
  readonly follow: (task: WatchedTask, follower: Follower) => () => void
  /** Takes a snapshot that came from elsewhere, a callback say. */
  readonly observe: (task: TaskSnapshot) => void
  /** How much longer a task takes; a watch that learns no durations cannot say. */
  readonly estimate?: (task: EstimatedTask) => TaskEstimate
}

/** A task of which nothing is known but this. */
export interface EstimatedTask {
  /** The resolution that was asked for. @default that of tasks of which nobody told it */
  readonly resolution?: string | undefined
  /** How long it has been open, in milliseconds. @default 0 */
  readonly ageMs?: number | undefined
}

/** How much longer a task is expected to take, in milliseconds: of ten such tasks, eight end between `fromMs` and `toMs`. */
export interface TaskEstimate {
  /** One in ten ends before. */
  readonly fromMs: number
  /** Half of them end before. */
  readonly likelyMs: number
  /** One in ten takes longer. */
  readonly toMs: number
  /** How many tasks it was learned from; with few, it is what HiAPI's tasks usually take. */
  readonly learnedFrom: number
}

/** Makes the watch of one client. */
export type CreateWatch = (tools: WatchTools) => Watch
