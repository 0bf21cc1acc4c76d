import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'

/** A name beside `target` that nobody can guess, so that nobody can lay a link there first. */
export function partialPath(target: string): string {
  // A name may have 255 bytes, and this one has 22 of its own.
  const base = basename(target).slice(0, 60)
  return join(dirname(target), `.${base}.${randomBytes(8).toString('hex')}.part`)
}
