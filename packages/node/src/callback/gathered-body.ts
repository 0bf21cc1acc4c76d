/** A body in the making. */
export interface GatheredBody {
  /** Takes the next bytes; false when that makes the body too long, and then nothing more of it is kept. */
  readonly take: (chunk: Uint8Array) => boolean
  readonly bytes: () => Uint8Array
}

/** An empty body that may grow to `maxBytes`. */
export function gatherBody(maxBytes: number): GatheredBody {
  let room: Uint8Array = new Uint8Array()
  let length = 0
  return {
    take(chunk) {
      const end = length + chunk.byteLength
      if (end > maxBytes) return false
      // Most bodies come in one piece, which is not copied.
      if (length === 0) room = chunk
      else {
        // Copied, because a million pieces of one byte each would take a hundred times their size.
        if (end > room.byteLength) room = grow(room.subarray(0, length), Math.min(maxBytes, 2 * end))
        room.set(chunk, length)
      }
      length = end
      return true
    },
    bytes: () => room.subarray(0, length),
  }
}

function grow(bytes: Uint8Array, size: number): Uint8Array {
  const room = new Uint8Array(size)
  room.set(bytes)
  return room
}
