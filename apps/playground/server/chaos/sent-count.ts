import { appendFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Counts requests so that even a process that is killed has counted them. */
export interface SentCount {
  readonly add: () => void
  readonly get: () => number
}

/** A file with a byte for each. */
export function sentCount(folder: string): SentCount {
  const file = join(folder, 'sent')
  return {
    add: () => appendFileSync(file, '.'),
    get: () => statSync(file, { throwIfNoEntry: false })?.size ?? 0,
  }
}
