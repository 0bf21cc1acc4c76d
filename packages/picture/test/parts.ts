import { crc32 } from 'node:zlib'

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

const uint32 = (number: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}

export const pngSignature = latin1('\x89PNG\r\n\x1a\n')

/** One part of a PNG, with what length and checksum one likes. */
export function chunk(
  name: string,
  data: Uint8Array = Buffer.alloc(0),
  lies: { length?: number; crc?: number } = {},
): Buffer {
  const body = Buffer.concat([latin1(name), data])
  return Buffer.concat([uint32(lies.length ?? data.length), body, uint32(lies.crc ?? crc32(body))])
}

/** A PNG's header. */
export function ihdr(width: number, height: number, rest: readonly number[] = [8, 2, 0, 0, 0]): Buffer {
  return chunk('IHDR', Buffer.concat([uint32(width), uint32(height), Buffer.from(rest)]))
}

/** The parts of a PNG, from the first on. */
export function chunksOf(png: Uint8Array): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const bytes = Buffer.from(png)
  const chunks = []
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    chunks.push({ name: bytes.toString('latin1', at + 4, at + 8), bytes: bytes.subarray(at, end) })
    at = end
  }
  return chunks
}

/** A JPEG's segment. */
export function segment(code: number, data: Uint8Array, length = data.length + 2): Buffer {
  return Buffer.concat([Buffer.from([0xff, code, length >> 8, length & 255]), data])
}

/** A JPEG's frame header. */
export function frame(width: number, height: number, { code = 0xc0, precision = 8, components = 3 } = {}): Buffer {
  const size = [precision, height >> 8, height & 255, width >> 8, width & 255, components]
  const parts = Array.from({ length: components }, (_, index) => [index + 1, 0x11, 0])
  return segment(code, Buffer.from([...size, ...parts.flat()]))
}

/** One part of a WebP. */
export function riffChunk(name: string, data: Uint8Array, length = data.length): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(length)
  return Buffer.concat([latin1(name), size, data, Buffer.alloc(data.length % 2)])
}

/** A WebP of these parts, as long as it says, unless it lies. */
export function riff(parts: readonly Buffer[], lie = 0): Buffer {
  const body = Buffer.concat([latin1('WEBP'), ...parts])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(body.length + lie)
  return Buffer.concat([latin1('RIFF'), size, body])
}

/** The header of an extended WebP. */
export function vp8x(width: number, height: number, flags = 0): Buffer {
  const data = Buffer.alloc(10)
  data[0] = flags
  data.writeUIntLE(width - 1, 4, 3)
  data.writeUIntLE(height - 1, 7, 3)
  return riffChunk('VP8X', data)
}

/** A WebP's lossy picture, of nothing but its header. */
export function vp8(width: number, height: number, tag = 0x10): Buffer {
  const data = Buffer.alloc(40)
  data.writeUIntLE(tag, 0, 3)
  data.set([0x9d, 0x01, 0x2a], 3)
  data.writeUInt16LE(width, 6)
  data.writeUInt16LE(height, 8)
  return riffChunk('VP8 ', data)
}

/** A WebP's lossless picture, of nothing but its header. */
export function vp8l(width: number, height: number, version = 0): Buffer {
  const data = Buffer.alloc(40)
  data[0] = 0x2f
  data.writeUInt32LE(((version << 28) | ((height - 1) << 14) | (width - 1)) >>> 0, 1)
  return riffChunk('VP8L', data)
}

/** A file made by `zip`, of one file with one byte. */
export const zip = Buffer.from(
  'UEsDBAoAAAAAAAAAIQDeTQi0AQAAAAEAAAABAAAAYWFQSwECCgAKAAAAAAAAACEA3k0ItAEAAAABAAAAAQAAAAAAAAAAAAAAAAAAAAAAYVBLBQYAAAAAAQABAC8AAAAgAAAAAAA=',
  'base64',
)
