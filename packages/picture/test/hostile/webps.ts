import { riff, riffChunk, vp8, vp8l, vp8x } from '../parts.ts'
import { hidden } from './hidden.ts'
import { type Hostile, join, manyBytes } from './hostile.ts'

/** WebP files that lie, or are too much; made from a good one, and from one with transparency. */
export function webps(webp: Buffer, extended: Buffer): readonly Hostile[] {
  const canvas = vp8x(10, 10)
  const frames = riffChunk('ANMF', join(Buffer.alloc(16), vp8(10, 10)))
  const lied = (by: number): Buffer => {
    const copy = Buffer.from(webp)
    copy.writeUInt32LE(copy.readUInt32LE(4) + by, 4)
    return copy
  }
  return [
    ['16 383 x 16 383 pixels, lossy', riff([vp8(16_383, 16_383)]), 'too_many_pixels'],
    ['16 384 x 16 384 pixels, lossless', riff([vp8l(16_384, 16_384)]), 'too_many_pixels'],
    [
      'a canvas of 16 777 216 x 16 777 216 pixels',
      riff([vp8x(16_777_216, 16_777_216), vp8(10, 10)]),
      'too_many_pixels',
    ],
    ['a ribbon', riff([vp8x(65_536, 1), vp8(10, 10)]), 'too_many_pixels'],
    ['no width', riff([vp8(0, 10)]), 'malformed'],
    ['no height', riff([vp8(10, 0)]), 'malformed'],
    ['an animation', riff([vp8x(10, 10, 2), riffChunk('ANIM', Buffer.alloc(6)), frames]), 'animated'],
    ['an animation of one picture', riff([vp8x(10, 10, 2), vp8(10, 10)]), 'animated'],
    ['frames that the header does not tell', riff([canvas, frames]), 'animated'],
    [
      'an animation that the header does not tell',
      riff([canvas, riffChunk('ANIM', Buffer.alloc(6)), vp8(10, 10)]),
      'animated',
    ],
    ['two pictures', riff([canvas, vp8(10, 10), vp8l(10, 10)]), 'animated'],
    ['a picture and another one behind it', riff([vp8(10, 10), vp8(10, 10)]), 'animated'],
    ['a picture larger than its canvas', riff([canvas, vp8(5_000, 5_000)]), 'malformed'],
    ['a picture smaller than its canvas', riff([canvas, vp8l(9, 10)]), 'malformed'],
    ['no picture', riff([canvas]), 'malformed'],
    ['no parts', riff([]), 'malformed'],
    ['metadata alone', riff([canvas, riffChunk('EXIF', Buffer.alloc(100))]), 'malformed'],
    ['metadata without a header', riff([riffChunk('EXIF', Buffer.alloc(8)), vp8(10, 10)]), 'malformed'],
    ['an unknown part at the front', riff([riffChunk('LIST', Buffer.alloc(8)), vp8(10, 10)]), 'malformed'],
    ['two headers', riff([canvas, canvas, vp8(10, 10)]), 'malformed'],
    ['a header behind the picture', riff([vp8(10, 10), canvas]), 'malformed'],
    ['a header of 8 bytes', riff([riffChunk('VP8X', Buffer.alloc(8)), vp8(10, 10)]), 'malformed'],
    ['a header of 4 GB', riff([riffChunk('VP8X', Buffer.alloc(10), 0xffffffff)]), 'malformed'],
    ['transparency behind the picture', riff([canvas, vp8(10, 10), riffChunk('ALPH', Buffer.alloc(8))]), 'malformed'],
    ['a part longer than the whole', riff([canvas, riffChunk('EXIF', Buffer.alloc(8), 1_000_000)]), 'malformed'],
    ['a part of 4 GB', riff([riffChunk('VP8 ', Buffer.alloc(20), 0xfffffffe)]), 'malformed'],
    ['an empty picture', riff([riffChunk('VP8 ', Buffer.alloc(10))]), 'malformed'],
    ['an empty lossless picture', riff([riffChunk('VP8L', Buffer.from([0x2f, 0, 0, 0, 0]))]), 'malformed'],
    ['a picture of no bytes', riff([riffChunk('VP8 ', Buffer.alloc(0)), vp8(10, 10)]), 'malformed'],
    ['no key frame', riff([vp8(10, 10, 0x11)]), 'malformed'],
    ['a hidden frame', riff([vp8(10, 10, 0)]), 'malformed'],
    ['a first partition longer than the picture', riff([vp8(10, 10, 0x10 | (1_000 << 5))]), 'malformed'],
    ['no start code', riff([riffChunk('VP8 ', Buffer.alloc(40, 0x10))]), 'malformed'],
    ['no lossless signature', riff([riffChunk('VP8L', Buffer.alloc(40))]), 'malformed'],
    ['a lossless picture of a later version', riff([vp8l(10, 10, 2)]), 'unsupported'],
    [
      'padding that is not empty',
      riff([canvas, vp8(10, 10), join(riffChunk('EXIF', Buffer.alloc(3)).subarray(0, 11), Buffer.from([1]))]),
      'malformed',
    ],
    ['a length that is two too long', lied(2), 'truncated'],
    ['a length that is two too short', lied(-2), 'malformed'],
    ['a length of zero', lied(-webp.readUInt32LE(4)), 'malformed'],
    ['an odd length', lied(1), 'malformed'],
    ['a length of 4 GB', lied(0xfffffff0 - webp.readUInt32LE(4)), 'truncated'],
    ['a length that ends behind the header', riff([vp8(10, 10)], -40), 'malformed'],
    ['EXIF of 2 MiB', riff([canvas, vp8(10, 10), riffChunk('EXIF', Buffer.alloc(2 * manyBytes))]), 'too_much_metadata'],
    [
      'a profile of 2 MiB',
      riff([canvas, riffChunk('ICCP', Buffer.alloc(2 * manyBytes)), vp8(10, 10)]),
      'too_much_metadata',
    ],
    ['an animation flag set in a good file', extended.with(20, (extended[20] ?? 0) | 2) as Buffer, 'animated'],
    ...hidden((bytes) => riff([canvas, vp8(10, 10), riffChunk('XMP ', bytes)])),
  ]
}
