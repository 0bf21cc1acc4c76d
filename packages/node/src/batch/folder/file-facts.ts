import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { errorCode, fileError } from '../../download/file-error.ts'

/** How many bytes a file has; nothing when there is none. Throws `DownloadError`. */
export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined
    throw fileError(path, cause)
  }
}

/** The SHA-256 of a file's bytes, in hexadecimal. Throws `DownloadError`. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash).catch((cause: unknown) => {
    throw fileError(path, cause)
  })
  return hash.digest('hex')
}
