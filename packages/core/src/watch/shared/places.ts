import type { TaskPage } from '../../schema/task-page.ts'
import type { OpenTask } from './open-task.ts'
import { pageSize } from './page-from.ts'

/** Where tasks stand in the account's list, which is newest first: by their place from the oldest, which stays. */
export interface Places {
  /** Where a task stands that was made just now, and the how manieth of our own it is. */
  readonly next: () => { readonly place: number; readonly order: number }
  /** How many tasks are younger than the one in a place, as far as is known. */
  readonly rankOf: (place: number) => number
  /** To be asked before a page is read: takes the page, and says in which place its first row stands. */
  readonly expect: () => (page: TaskPage, open: Iterable<OpenTask>) => number
}

/** A list of which nothing is known. */
export function createPlaces(): Places {
  // Places count from what we make ourselves, until a page tells how many tasks there were before.
  let newest = 0
  let made = 0
  let isAnchored = false
  return {
    next() {
      newest += 1
      made += 1
      return { place: newest, order: made }
    },
    rankOf: (place) => Math.max(0, newest - place),
    expect() {
      const madeBefore = made
      return ({ page, size, total }, open) => {
        const madeMeanwhile = made - madeBefore
        const rows = size > 0 ? size : pageSize
        // A service that does not tell how many there are leaves us with what we know.
        const known = total > 0 ? total : newest - madeMeanwhile
        const shift = known + madeMeanwhile - newest
        if (!isAnchored && total > 0) {
          for (const task of open) if (task.place !== undefined) task.place += shift
          isAnchored = true
        }
        newest += shift
        return known - (page - 1) * rows
      }
    },
  }
}
