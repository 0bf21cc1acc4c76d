import type { TaskSnapshot } from '../../schema/task.ts'
import type { Follower } from '../watch.ts'
import type { Durations } from './durations.ts'

/** A request of the watch, and for how many it was made who still wait. */
export interface Look {
  readonly controller: AbortController
  waiting: number
}

/** Somebody who waits, and until when. */
export interface Wait {
  readonly follower: Follower
  readonly endsAtMs: number
}

/** What the watch remembers of a task that somebody waits for. Times are of the monotonic clock, in milliseconds. */
export interface OpenTask {
  readonly taskId: string
  readonly isNew: boolean
  readonly hasCallback: boolean
  readonly durations: Durations
  readonly waits: Wait[]
  /** When the first of those who wait came. */
  readonly sinceMs: number
  bornMs: number
  /** When it was last seen open; nothing before the first look at a task made earlier. */
  seenMs: number | undefined
  /** The how manieth task of this client's own it is; nothing for one made earlier. */
  readonly order: number | undefined
  /** Its place in the account's list, counted from the oldest; nothing when nobody knows. */
  place: number | undefined
  /** How often the list has not shown it where it should stand. */
  misses: number
  /** Whether it is to be read by itself, because the list did not show it. */
  isAlone: boolean
  /** Nobody asks for it before this. */
  restsUntilMs: number
  latest: TaskSnapshot | undefined
  /** When it was first seen as a success without outputs, which may lag behind. */
  emptyMs: number | undefined
  look: Look | undefined
}
