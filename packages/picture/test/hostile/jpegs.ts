import { frame, segment } from '../parts.ts'
import { hidden } from './hidden.ts'
import { type Hostile, join } from './hostile.ts'

const start = Buffer.from([0xff, 0xd8])
const end = Buffer.from([0xff, 0xd9])
const scan = segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]))
const pixels = Buffer.alloc(64, 0x55)

/** JPEG files that lie, or are too much; made from a good one. */
export function jpegs(jpeg: Buffer): readonly Hostile[] {
  const withSegment = (part: Uint8Array): Buffer => join(start, part, jpeg.subarray(2))
  const framed = (...head: Parameters<typeof frame>): Buffer => join(start, frame(...head), scan, pixels, end)
  return [
    ['65 535 x 65 535 pixels', framed(65_535, 65_535), 'too_many_pixels'],
    ['one line more than 40 megapixels', framed(40_000, 1_001), 'too_many_pixels'],
    ['no width', framed(0, 10), 'malformed'],
    ['a height that comes later', framed(10, 0), 'malformed'],
    ['12 bits a colour', framed(10, 10, { code: 0xc1, precision: 12 }), 'unsupported'],
    ['two components', framed(10, 10, { components: 2 }), 'malformed'],
    ['255 components', framed(10, 10, { components: 255 }), 'malformed'],
    ['no components', framed(10, 10, { components: 0 }), 'malformed'],
    ...[0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf].map(
      (code): Hostile => [`a frame of the rare kind ${code.toString(16)}`, framed(10, 10, { code }), 'unsupported'],
    ),
    ...[0x01, 0x02, 0xbf, 0xc8, 0xd0, 0xd8, 0xdc, 0xde, 0xdf, 0xf0, 0xf7, 0xfd, 0x00].map(
      (code): Hostile => [
        `a marker ${code.toString(16)} in the wrong place`,
        withSegment(segment(code, Buffer.alloc(4))),
        'malformed',
      ],
    ),
    ['two frames', join(start, frame(10, 10), frame(10, 10), scan, pixels, end), 'animated'],
    ['a frame between scans', join(start, frame(10, 10), scan, pixels, frame(10, 10), scan, pixels, end), 'animated'],
    ['no frame', join(start, scan, pixels, end), 'malformed'],
    ['no scan', join(start, frame(10, 10), end), 'malformed'],
    ['an empty scan', join(start, frame(10, 10), scan, end), 'malformed'],
    ['nothing but its ends', join(start, end), 'malformed'],
    [
      '101 scans',
      join(start, frame(10, 10, { code: 0xc2 }), ...Array.from({ length: 101 }, () => join(scan, pixels)), end),
      'malformed',
    ],
    ['a segment without a length', withSegment(segment(0xe1, Buffer.alloc(0), 0)), 'malformed'],
    ['a segment of length one', withSegment(segment(0xe1, Buffer.alloc(0), 1)), 'malformed'],
    ['a segment that is said to be shorter', withSegment(segment(0xe1, Buffer.alloc(100), 50)), 'malformed'],
    ['a segment that is said to be longer', join(start, segment(0xe1, Buffer.alloc(10), 60_000), end), 'truncated'],
    [
      'a frame header that is too short',
      join(start, segment(0xc0, Buffer.from([8, 0, 10, 0, 10, 3])), scan, pixels, end),
      'malformed',
    ],
    ['a frame header of no bytes', join(start, segment(0xc0, Buffer.alloc(0)), scan, pixels, end), 'unsupported'],
    [
      'a sampling of zero',
      join(start, segment(0xc0, Buffer.from([8, 0, 10, 0, 10, 1, 1, 0, 0])), scan, pixels, end),
      'malformed',
    ],
    [
      'a sampling of fifteen',
      join(start, segment(0xc0, Buffer.from([8, 0, 10, 0, 10, 1, 1, 0xff, 0])), scan, pixels, end),
      'malformed',
    ],
    ['bytes between segments', withSegment(Buffer.alloc(7)), 'malformed'],
    ['fill bytes without end', join(start, Buffer.alloc(10_000, 0xff)), 'truncated'],
    [
      'EXIF of 2 MiB',
      withSegment(join(...Array.from({ length: 33 }, () => segment(0xe1, Buffer.alloc(65_533))))),
      'too_much_metadata',
    ],
    [
      'comments of 2 MiB',
      withSegment(join(...Array.from({ length: 33 }, () => segment(0xfe, Buffer.alloc(65_533))))),
      'too_much_metadata',
    ],
    [
      'tables of 2 MiB',
      withSegment(join(...Array.from({ length: 33 }, () => segment(0xc4, Buffer.alloc(65_533))))),
      'too_much_metadata',
    ],
    ...hidden((bytes) => withSegment(segment(0xfe, bytes))),
  ]
}
