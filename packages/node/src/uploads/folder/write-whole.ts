import { open, rename, unlink } from 'node:fs/promises'

/** What a file is written with. */
export interface WholeFile {
  /** Beside the file itself: what is written goes there until it is whole. */
  readonly partial: string
  readonly path: string
  /** The time that the file says it was written at. */
  readonly nowMs: number
}

/**
 * Writes a file that is there as a whole, safe on the disk, or not at all; resolves with its length. Nothing of it stays
 * when the body, or the disk, fails.
 */
export async function writeWhole(
  body: AsyncIterable<Uint8Array>,
  { partial, path, nowMs }: WholeFile,
): Promise<number> {
  const handle = await open(partial, 'wx', 0o600)
  let bytes = 0
  try {
    try {
      for await (const piece of body) {
        await handle.appendFile(piece)
        bytes += piece.byteLength
      }
      // Some mounts fix the permissions: a web server that may not read it would say so.
      await handle.chmod(0o644).catch(() => undefined)
      await handle.utimes(nowMs / 1000, nowMs / 1000)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(partial, path)
  } catch (error) {
    await unlink(partial).catch(() => undefined)
    throw error
  }
  return bytes
}
