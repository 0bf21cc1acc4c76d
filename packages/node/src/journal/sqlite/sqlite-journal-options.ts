import { resolve } from 'node:path'
import { InvalidInputError } from '@nano-banana/core'

/** Where a SQLite journal is kept. */
export interface SqliteJournalOptions {
  /**
   * A file on a disk of this machine. Where there is none it is created, for its owner alone; its folder must exist.
   * Several processes may share it, and it may be the file that holds your own tables.
   */
  readonly path: string
}

/** Checks where a journal is to be kept, and makes that absolute, so that a change of folder cannot move it. Throws `InvalidInputError`. */
export function parsePath({ path, ...others }: SqliteJournalOptions): string {
  const [stranger] = Object.keys(others)
  if (stranger !== undefined)
    throw new InvalidInputError([{ field: stranger, message: 'is not a field of the options, which has path' }])
  if (typeof path !== 'string' || path === '' || path.includes('\0'))
    throw new InvalidInputError([{ field: 'path', message: 'must be the path of a file' }])
  if (path === ':memory:')
    throw new InvalidInputError([
      { field: 'path', message: 'must be the path of a file: for none there is memoryJournal' },
    ])
  return resolve(path)
}
