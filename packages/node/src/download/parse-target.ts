import { resolve } from 'node:path'
import { InvalidInputError } from '@nano-banana/core'

/** Checks where a file is to be written, and makes it absolute, so that a change of folder cannot move it. */
export function parseTarget(target: string): string {
  const problem = problemOf(target)
  if (problem) throw new InvalidInputError([{ field: 'target', message: problem }])
  return resolve(target)
}

function problemOf(target: unknown): string | undefined {
  if (typeof target !== 'string' || target === '') return 'must be the path of a file'
  if (/[/\\]$/.test(target)) return 'must name a file, not a folder'
  return target.includes('\0') ? 'must not contain a zero byte' : undefined
}
