/** HiAPI's are a few hundred bytes. */
const mostBytes = 64 * 1024

/** The body of a callback, byte for byte, as it was signed; nothing when it is longer than any is. */
export async function readCallbackBody(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request.body ?? []) {
    size += piece.byteLength
    // The declared length may lie: what arrives counts.
    if (size > mostBytes) return undefined
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}
