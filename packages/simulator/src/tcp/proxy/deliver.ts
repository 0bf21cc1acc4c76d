import type { Writable } from 'node:stream'
import { setImmediate, setTimeout } from 'node:timers/promises'

/** How bytes pass: at once, one by one, or in so long a time that each part takes `dripMs`. */
export type Pace = 'whole' | 'sliced' | { readonly dripMs: number }

// So many that a part never pauses for as long as an attempt may take.
const dripPieces = 60

/** Writes the bytes at a pace. Resolves with how many the socket took before it closed. */
export async function deliver(socket: Writable, bytes: Buffer, pace: Pace): Promise<number> {
  const size = pieceSize(bytes.length, pace)
  let sent = 0
  while (sent < bytes.length) {
    const piece = bytes.subarray(sent, sent + size)
    if (!(await write(socket, piece))) return sent
    sent += piece.length
    if (pace === 'sliced') await setImmediate()
    if (typeof pace === 'object') await setTimeout(pace.dripMs / dripPieces)
  }
  return sent
}

function pieceSize(length: number, pace: Pace): number {
  if (pace === 'whole') return length
  return pace === 'sliced' ? 1 : Math.ceil(length / dripPieces)
}

function write(socket: Writable, bytes: Buffer): Promise<boolean> {
  if (!socket.writable) return Promise.resolve(false)
  return new Promise((resolve) => socket.write(bytes, (error) => resolve(!error)))
}
