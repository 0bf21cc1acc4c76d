import { deflateSync } from 'node:zlib'
import type { PictureType, Unfitness } from '../src/index.ts'
import { goodFiles, type TestFile } from './good-files.ts'
import {
  chunk,
  chunksOf,
  frame,
  ihdr,
  latin1,
  pngSignature,
  riff,
  riffChunk,
  segment,
  vp8,
  vp8l,
  vp8x,
  zip,
} from './parts.ts'

/** A file that must not pass, and why. */
export interface HostileFile extends TestFile {
  readonly unfitness: Unfitness
}

type Hostile = readonly [name: string, bytes: Uint8Array, unfitness: Unfitness]

const join = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts)
const start = Buffer.from([0xff, 0xd8])
const end = Buffer.from([0xff, 0xd9])
const scan = segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]))
const pixels = Buffer.alloc(64, 0x55)
const iend = chunk('IEND')
const manyBytes = 1024 * 1024

/** Everything that must not pass, made anew from good pictures. */
export async function hostileFiles(): Promise<readonly HostileFile[]> {
  const good = new Map((await goodFiles()).map((file) => [file.name, file]))
  const bytesOf = (name: string): Buffer => Buffer.from(good.get(name)?.bytes ?? [])
  const plain = (['plain.png', 'plain.jpg', 'plain.webp'] as const).map(bytesOf)
  const [png = start, jpeg = start, webp = start] = plain
  return [
    ...of('image/png', [...strangers(), ...pngs(png)]),
    ...of('image/jpeg', [...strangers(), ...jpegs(jpeg)]),
    ...of('image/webp', [...strangers(), ...webps(webp, bytesOf('alpha.webp'))]),
    ...[...good.values()].flatMap(({ name, type, bytes }) => of(type, [...cut(name, bytes), ...extended(name, bytes)])),
  ]
}

const of = (type: PictureType, files: readonly Hostile[]): readonly HostileFile[] =>
  files.map(([name, bytes, unfitness]) => ({ name: `${type}: ${name}`, type, bytes, unfitness }))

/** Files of other kinds, whatever they are called. */
function strangers(): readonly Hostile[] {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const texts: Readonly<Record<string, string>> = {
    'an SVG drawing': svg,
    'an SVG drawing behind a declaration': `<?xml version="1.0"?>${svg}`,
    'an SVG drawing behind a byte order mark': `\xef\xbb\xbf${svg}`,
    'a web page': '<!DOCTYPE html><script>alert(1)</script>',
    'a PDF': '%PDF-1.7\n1 0 obj\n',
    'a GIF': 'GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff;',
    'a GIF of the older kind': 'GIF87a\x01\0\x01\0\0\0\0',
    'a BMP': 'BM\x3a\0\0\0\0\0\0\0\x36\0\0\0',
    'a TIFF': 'II*\0\x08\0\0\0',
    'an icon': '\0\0\x01\0\x01\0\x10\x10\0\0',
    'a HEIC': '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
    'an AVIF': '\0\0\0\x20ftypavif\0\0\0\0avifmif1',
    'a JPEG XL': '\xff\x0a\xfa\x1f',
    'a JPEG 2000': '\0\0\0\x0cjP  \r\n\x87\n',
    'a Photoshop file': '8BPS\0\x01\0\0\0\0\0\0\0\x03',
    'a WAV': 'RIFF\x24\0\0\0WAVEfmt ',
    'an AVI': 'RIFF\x24\0\0\0AVI LIST',
    'a big-endian RIFF': 'RIFX\0\0\0\x24WEBP',
    'an MNG': '\x8aMNG\r\n\x1a\n',
    'a JNG': '\x8bJNG\r\n\x1a\n',
    'a gzip': '\x1f\x8b\x08\0\0\0\0\0',
    'a program': '\x7fELF\x02\x01\x01',
    'a script': '#!/bin/sh\nreboot\n',
    'a PHP program': '<?php system($_GET[0]); ?>',
    'a JSON text': '{"a":1}',
    'a PNG whose line ends were changed': '\x89PNG\n\x1a\n',
    'a PNG that was sent as text': '\xef\xbf\xbdPNG\r\n\x1a\n',
    'a PNG behind a blank': ' \x89PNG\r\n\x1a\n',
    'a JPEG behind a line end': '\n\xff\xd8\xff\xe0',
  }
  return [
    ...Object.entries(texts).map(([name, text]): Hostile => [name, latin1(text.padEnd(64, ' ')), 'unknown_type']),
    ['a ZIP', zip, 'unknown_type'],
    ['zeros', Buffer.alloc(1_000), 'unknown_type'],
    ['nothing', Buffer.alloc(0), 'truncated'],
  ]
}

/** A picture that ends too early, in many places. */
function cut(name: string, bytes: Uint8Array): readonly Hostile[] {
  const shares = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99].map((share) => Math.floor(bytes.length * share))
  return [...new Set([1, 4, 12, 20, ...shares, bytes.length - 2, bytes.length - 1])].map((length) => [
    `${name} cut to ${length} bytes`,
    bytes.subarray(0, length),
    'truncated',
  ])
}

/** A picture with something behind its end. */
function extended(name: string, bytes: Uint8Array): readonly Hostile[] {
  const tails: Readonly<Record<string, Uint8Array>> = {
    'one byte': Buffer.alloc(1),
    'a ZIP': zip,
    'a web page': latin1('<script>alert(1)</script>'),
    'a PHP program': latin1('<?php system($_GET[0]);'),
    'a film': latin1('\0\0\0\x18ftypmp42'),
    'a second picture': bytes,
  }
  return Object.entries(tails).map(([tail, more]) => [`${name} with ${tail} behind it`, join(bytes, more), 'trailing'])
}

function pngs(png: Buffer): readonly Hostile[] {
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
    ['a wrong checksum in the header', join(pngSignature, header?.bytes.with(20, 1) ?? start, idat, iend), 'malformed'],
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

function jpegs(jpeg: Buffer): readonly Hostile[] {
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

function webps(webp: Buffer, extended: Buffer): readonly Hostile[] {
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

/** Other kinds of files in a picture's metadata. */
function hidden(wrap: (bytes: Uint8Array) => Buffer): readonly Hostile[] {
  const guests: Readonly<Record<string, Uint8Array>> = {
    'a ZIP': zip,
    'the end of a ZIP': latin1(`PK\x05\x06${'\0'.repeat(18)}`),
    'a PDF': latin1('%PDF-1.4'),
    'a script': latin1('<ScRiPt>alert(1)</script>'),
    'a web page': latin1('<html><body>'),
    'an SVG drawing': latin1('<svg onload=alert(1)>'),
    'a PHP program': latin1('<?php system($_GET[0]);'),
    'a RAR': latin1('Rar!\x1a\x07\x01\0'),
    'a 7z': latin1("7z\xbc\xaf'\x1c\0\x04"),
    'a script behind much else': join(Buffer.alloc(9_000, 0x20), latin1('<script>')),
  }
  return Object.entries(guests).map(([guest, bytes]) => [`${guest} in its metadata`, wrap(bytes), 'foreign'])
}
