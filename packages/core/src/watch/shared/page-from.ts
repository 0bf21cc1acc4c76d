/** A page of the account's list, as it is asked for: pages count from 1. */
export interface PageQuery {
  readonly page: number
  readonly size: number
}

/** Rows of the longest page that the service gives. */
export const pageSize = 100

/**
 * The page that shows the task of a rank and reaches furthest back from it. Ranks count from 0, the newest. Pages of one
 * size begin at fixed ranks; of all sizes together, some page begins nearly anywhere. Pure.
 */
export function pageFrom(rank: number): PageQuery {
  let best = { page: 1, size: 1 }
  let endRank = 0
  // A page of so many rows reaches so far at most.
  for (let size = pageSize; rank + size > endRank; size -= 1) {
    const page = 1 + Math.floor(rank / size)
    if (page * size <= endRank) continue
    endRank = page * size
    best = { page, size }
  }
  return best
}
