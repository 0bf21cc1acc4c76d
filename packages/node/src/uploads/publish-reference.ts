import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { AbortedError, InternalError, InvalidInputError, isNanoBananaError } from '@nano-banana/core'
import { createInspection, UnfitPicture } from '@nano-banana/picture'
import { errorCode } from '../download/file-error.ts'
import { readHandle } from './folder/read-handle.ts'
import { openUpload } from './open-upload.ts'
import { uploadKey } from './upload-key.ts'
import type { StoredUpload, UploadStore } from './upload-store.ts'

/** How a file becomes a reference. */
export interface PublishReferenceOptions {
  readonly store: UploadStore
  /** At least 32 characters. The same one gives the same file the same URL, so that a request can be repeated to the byte. */
  readonly secret: string
  /** Whose file it is. @default '' */
  readonly owner?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Puts a picture file where the service can read it, and gives its URL for `image_input`. What follows the picture's end,
 * as in motion photos, stays behind. Rejects with `InvalidInputError` when the file is none that can be used, before
 * anything is kept, and with `InternalError` when the store fails.
 *
 * @example
 * const { url } = await publishReference('cat.jpg', { store, secret })
 * await client.generate({ prompt: 'The same cat, in the snow', image_input: [url] })
 */
export async function publishReference(
  path: string,
  { store, secret, owner = '', signal }: PublishReferenceOptions,
): Promise<StoredUpload> {
  if (typeof secret !== 'string' || secret.length < 32) throw refuse('secret', 'must have at least 32 characters')
  return withFile(path, async (handle) => {
    const { sha256, bytes } = await examine(handle)
    const { picture, body } = await openUpload(stoppable(readHandle(handle, bytes), signal), { sha256 })
    return store.put({ ...picture, key: uploadKey(secret, owner, sha256), sha256 }, body)
  })
}

/** Makes sure that a file can be a reference, before anything is sent. Rejects with `InvalidInputError`. */
export const checkReference = (path: string): Promise<void> =>
  withFile(path, async (handle) => void (await examine(handle)))

async function withFile<T>(path: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    if (!(await handle.stat()).isFile()) throw refuse('reference', `${path} is no file`)
    return await work(handle)
  } catch (error) {
    if (error instanceof UnfitPicture) throw refuse('reference', `${path} ${error.message}`)
    if (isNanoBananaError(error)) throw error
    throw new InternalError({ phase: 'input', outcome: 'not_sent', cause: error })
  } finally {
    await handle.close()
  }
}

interface Examined {
  readonly sha256: string
  /** Where the picture ends. */
  readonly bytes: number
}

async function examine(handle: FileHandle, end?: number): Promise<Examined> {
  const inspection = createInspection()
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of readHandle(handle, end)) {
      inspection.take(piece)
      hash.update(piece)
      bytes += piece.byteLength
    }
    inspection.finish()
    return { sha256: hash.digest('hex'), bytes }
  } catch (error) {
    if (!(error instanceof UnfitPicture) || error.pictureBytes === undefined) throw error
    return examine(handle, error.pictureBytes)
  }
}

async function* stoppable(
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void> {
  for await (const piece of pieces) {
    if (signal?.aborted) throw new AbortedError({ phase: 'input', outcome: 'not_sent', cause: signal.reason })
    yield piece
  }
}

const unreadable = (path: string, cause: unknown): InvalidInputError =>
  refuse('reference', `${path} cannot be read (${errorCode(cause)}): check the path and its permissions`)

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])
