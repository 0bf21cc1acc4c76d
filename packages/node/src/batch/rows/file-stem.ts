import { createHash } from 'node:crypto'
import { wordsOf } from './words-of.ts'

/** Names that are safe as they are: no file system folds, cuts or reserves them. */
const plain = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9_])?$/
/** What a made name ends with, and what stands before the number of a second picture: a plain name has neither. */
const made = /-[0-9a-f]{16}$|--/
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/

/** What the files of a row are called, by its id alone: two ids never share a name, on no disk. */
export function fileStem(id: string): string {
  if (plain.test(id) && !made.test(id) && !reserved.test(id)) return id
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16)
  return `${wordsOf(id, 40) || 'row'}-${hash}`
}

/** The file of one of a row's pictures; `nth` counts from 0. */
export const fileName = (stem: string, nth: number, extension: string): string =>
  `${stem}${nth === 0 ? '' : `--${nth + 1}`}.${extension}`
