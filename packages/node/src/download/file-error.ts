import { dirname } from 'node:path'
import { DownloadError, type DownloadFacts } from './download-error.ts'

/** Says in our words why a target could not be written. */
export function fileError(target: string, cause: unknown, facts: DownloadFacts = {}): DownloadError {
  const code = errorCode(cause)
  return new DownloadError('not_writable', `Cannot write ${target} (${code}): ${wayOut(code, dirname(target))}`, {
    ...facts,
    cause,
  })
}

/** The error for a target that is there already. */
export function existsError(target: string, facts: DownloadFacts = {}): DownloadError {
  return new DownloadError(
    'exists',
    `${target} exists and was left as it is: choose another name, or pass overwrite`,
    facts,
  )
}

/** The system's name for what went wrong, such as `ENOSPC`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}

function wayOut(code: string, folder: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `${folder} is not a folder; create it first`
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full; make room and try again'
    case 'EISDIR':
      return 'it is a folder; name a file in it'
    default:
      return `check the permissions of ${folder}`
  }
}
