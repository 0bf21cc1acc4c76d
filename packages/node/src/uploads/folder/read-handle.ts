import type { FileHandle } from 'node:fs/promises'

const pieceBytes = 64 * 1024

/** A file's bytes piece by piece, up to `end` where there is one. */
export async function* readHandle(
  handle: FileHandle,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < end; ) {
    const { buffer, bytesRead } = await handle.read({
      buffer: new Uint8Array(Math.min(pieceBytes, end - at)),
      position: at,
    })
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
