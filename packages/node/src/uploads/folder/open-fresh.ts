import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'

/** A file that may still be read. The handle must be closed. */
export interface FreshFile {
  readonly handle: FileHandle
  readonly bytes: number
  /** In Unix milliseconds. */
  readonly expiresAtMs: number
}

/** Where files are, and how long they may be read. */
export interface FreshFolder {
  readonly folder: string
  readonly ttlMs: number
  readonly now: () => number
}

/** Opens a file that has not expired; nothing when there is none. */
export async function openFresh({ folder, ttlMs, now }: FreshFolder, name: string): Promise<FreshFile | undefined> {
  // A link could lead anywhere, so none is followed; a pipe that nobody writes to must not hold us up.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const handle = await open(join(folder, name), flags).catch(() => undefined)
  if (!handle) return undefined
  try {
    const status = await handle.stat()
    const expiresAtMs = status.mtimeMs + ttlMs
    if (status.isFile() && expiresAtMs > now()) return { handle, bytes: status.size, expiresAtMs }
  } catch (error) {
    await handle.close()
    throw error
  }
  await handle.close()
  return undefined
}
