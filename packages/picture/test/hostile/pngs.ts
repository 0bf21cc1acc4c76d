import { deflateSync } from 'node:zlib'
import { chunk, chunksOf, ihdr, latin1, pngSignature, zip } from '../parts.ts'
import { hidden } from './hidden.ts'
import { type Hostile, join, manyBytes } from './hostile.ts'

const iend = chunk('IEND')

/** PNG files that lie, or are too much; made from a good one. */
export function pngs(png: Buffer): readonly Hostile[] {
  const idat = chunk('IDAT', deflateSync(Buffer.alloc(1_000)))
  const [header, ...others] = chunksOf(png)
  const withPart = (part: Uint8Array): Buffer =>
    join(pngSignature, header?.bytes ?? part, part, ...others.map(({ bytes }) => bytes))
  const headed = (...head: Parameters<typeof ihdr>): Buffer => join(pngSignature, ihdr(...head), idat, iend)
  const flipped = (at: number): Buffer => {
    const copy = Buffer.from(png)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }
  return [
    ['50 000 x 50 000 pixels', headed(50_000, 50_000), 'too_many_pixels'],
    ['one pixel more than 40 megapixels', headed(40_000_001, 1), 'too_many_pixels'],
    ['a product beyond 32 bits', headed(65_536, 65_536), 'too_many_pixels'],
    ['a width of all ones', headed(0xffffffff, 1), 'too_many_pixels'],
    ['a negative height', headed(1, 0x80000000), 'too_many_pixels'],
    ['a ribbon', headed(65_536, 1), 'too_many_pixels'],
    ['no width', headed(0, 10), 'malformed'],
    ['no height', headed(10, 0), 'malformed'],
    ['40 megapixels in a few bytes', headed(8_000, 5_000), 'malformed'],
    ['an unknown colour type', headed(10, 10, [8, 5, 0, 0, 0]), 'malformed'],
    ['a depth that its colours cannot have', headed(10, 10, [4, 2, 0, 0, 0]), 'malformed'],
    ['no depth', headed(10, 10, [0, 0, 0, 0, 0]), 'malformed'],
    ['an unknown compression', headed(10, 10, [8, 2, 1, 0, 0]), 'unsupported'],
    ['an unknown filter', headed(10, 10, [8, 2, 0, 1, 0]), 'unsupported'],
    ['an unknown interlace', headed(10, 10, [8, 2, 0, 0, 2]), 'unsupported'],
    ['a header of 12 bytes', join(pngSignature, chunk('IHDR', Buffer.alloc(12)), idat, iend), 'malformed'],
    [
      'a header that says 4 GB',
      join(pngSignature, chunk('IHDR', Buffer.alloc(13), { length: 0xffffffff })),
      'malformed',
    ],
    [
      'a wrong checksum in the header',
      join(pngSignature, header?.bytes.with(20, 1) ?? pngSignature, idat, iend),
      'malformed',
    ],
    ['no header', join(pngSignature, idat, iend), 'malformed'],
    ['two headers', join(pngSignature, ihdr(10, 10), ihdr(10, 10), idat, iend), 'malformed'],
    ['no pixels', join(pngSignature, ihdr(10, 10), iend), 'malformed'],
    [
      'a palette behind the pixels',
      join(pngSignature, ihdr(10, 10), idat, chunk('PLTE', Buffer.alloc(3)), iend),
      'malformed',
    ],
    ['a palette of 257 colours', withPart(chunk('PLTE', Buffer.alloc(771))), 'malformed'],
    ['a palette of half a colour', withPart(chunk('PLTE', Buffer.alloc(4))), 'malformed'],
    ['pixels in two places', join(pngSignature, ihdr(10, 10), idat, chunk('tEXt'), idat, iend), 'malformed'],
    ['an end with something in it', join(pngSignature, ihdr(10, 10), idat, chunk('IEND', zip)), 'malformed'],
    ['a part that must be known, and is not', withPart(chunk('CgBI', Buffer.alloc(4))), 'malformed'],
    ['a part with a name of blanks', withPart(chunk('    ')), 'malformed'],
    ['a part with a reserved name', withPart(chunk('text')), 'malformed'],
    ['a part with zeros in its name', withPart(chunk('a\0\0\0')), 'malformed'],
    ['a part that is said to be longer', withPart(chunk('tEXt', Buffer.alloc(4), { length: 5 })), 'malformed'],
    ['a part that is said to be shorter', withPart(chunk('tEXt', Buffer.alloc(4), { length: 3 })), 'malformed'],
    [
      'a part that is said to have 4 GB',
      withPart(chunk('tEXt', Buffer.alloc(4), { length: 0xffffffff })),
      'too_much_metadata',
    ],
    [
      'pixels that are said to have 4 GB',
      join(pngSignature, ihdr(10, 10), chunk('IDAT', Buffer.alloc(9), { length: 0xffffffff })),
      'truncated',
    ],
    ['a wrong checksum', withPart(chunk('tEXt', Buffer.alloc(4), { crc: 0 })), 'malformed'],
    ['one bit of the size flipped', flipped(19), 'malformed'],
    ['one bit of the pixels flipped', flipped(Math.floor(png.length / 2)), 'malformed'],
    ['the last bit flipped', flipped(png.length - 1), 'malformed'],
    ['an animation', withPart(chunk('acTL', Buffer.alloc(8))), 'animated'],
    ['an animation of one frame', withPart(chunk('acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]))), 'animated'],
    ['a frame without an animation', withPart(chunk('fcTL', Buffer.alloc(26))), 'animated'],
    ['a frame’s pixels', withPart(chunk('fdAT', Buffer.alloc(26))), 'animated'],
    [
      'a million frames',
      withPart(join(...Array.from({ length: 100 }, () => chunk('fcTL', Buffer.alloc(26))))),
      'animated',
    ],
    ['EXIF of 2 MiB', withPart(chunk('eXIf', Buffer.alloc(2 * manyBytes))), 'too_much_metadata'],
    [
      'a text that unpacks to gigabytes',
      withPart(chunk('zTXt', join(latin1('a\0\0'), Buffer.alloc(manyBytes)))),
      'too_much_metadata',
    ],
    [
      'a hundred thousand small parts',
      withPart(join(...Array.from({ length: 12 }, () => chunk('tEXt', Buffer.alloc(100_000))))),
      'too_much_metadata',
    ],
    ...hidden((bytes) => withPart(chunk('tEXt', join(latin1('Comment\0'), bytes)))),
  ]
}
