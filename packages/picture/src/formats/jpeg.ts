import { bigEndian } from '../endian.ts'
import { pictureLimits } from '../picture.ts'
import type { Source, Walk } from '../source.ts'
import { animated, malformed, UnfitPicture, unsupported } from '../unfit-picture.ts'
import type { Measure } from './measure.ts'

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, huffman: 0xc4 }

/** Walks through a JPEG from behind its first marker to its last: header, tables, scans, each as long as it says. */
export function* walkJpeg(source: Source, measure: Measure): Walk<void> {
  let hasFrame = false
  let scans = 0
  for (let code = yield* readMarker(source); code !== marker.end; ) {
    if (isFrame(code)) {
      if (hasFrame) throw animated()
      measure(parseFrame(code, yield* readSegment(source)))
      hasFrame = true
      code = yield* readMarker(source)
    } else if (code === marker.scan) {
      scans += 1
      if (!hasFrame) throw malformed('its picture comes before its header')
      if (scans > pictureLimits.maxScans)
        throw new UnfitPicture(
          'malformed',
          `has more than ${pictureLimits.maxScans} scans: save it again as a usual JPEG`,
        )
      yield* readSegment(source)
      code = yield* passScan(source)
    } else {
      if (!isTable(code)) throw malformed('it has a marker that no JPEG may have there')
      yield* readSegment(source)
      code = yield* readMarker(source)
    }
  }
  if (scans === 0) throw malformed('it ends without a picture')
}

function* readMarker(source: Source): Walk<number> {
  if ((yield* source.passTo(0xff)) > 0) throw malformed('a marker is missing')
  return yield* readCode(source)
}

// Any number of fill bytes may come before a marker's code.
function* readCode(source: Source): Walk<number> {
  for (;;) {
    const code = bigEndian(yield* source.take(1))
    if (code !== 0xff) return code
  }
}

function* readSegment(source: Source): Walk<Uint8Array> {
  const length = bigEndian(yield* source.take(2))
  if (length < 2) throw malformed('a part of it has no length')
  return yield* source.takeMetadata(length - 2)
}

/** Passes the pixels of a scan; tells the code of the marker that ends it. */
function* passScan(source: Source): Walk<number> {
  for (let length = 0; ; length += 1) {
    length += yield* source.passTo(0xff)
    const code = yield* readCode(source)
    const isPixels = code === 0 || (code >= 0xd0 && code <= 0xd7)
    if (isPixels) continue
    if (length === 0) throw malformed('a scan is empty')
    return code
  }
}

const isFrame = (code: number): boolean => code >= 0xc0 && code <= 0xcf && code !== marker.huffman && code !== 0xc8

// Huffman and quantization tables, restart intervals, application segments and comments.
const isTable = (code: number): boolean =>
  code === marker.huffman || code === 0xdb || code === 0xdd || (code >= 0xe0 && code <= 0xef) || code === 0xfe

function parseFrame(code: number, frame: Uint8Array): { readonly width: number; readonly height: number } {
  // Baseline, extended and progressive; not lossless, hierarchical or arithmetic.
  if (code > 0xc2) throw unsupported('a JPEG of a rare kind')
  const [precision, , , , , components = 0] = frame
  if (precision !== 8) throw unsupported('a JPEG of more than 8 bits a colour')
  if (![1, 3, 4].includes(components) || frame.length !== 6 + 3 * components)
    throw malformed('its header contradicts itself')
  for (let at = 7; at < frame.length; at += 3) {
    const [factors = 0, table = 0] = frame.subarray(at)
    const isSane = [factors >> 4, factors & 15].every((factor) => factor >= 1 && factor <= 4) && table <= 3
    if (!isSane) throw malformed('its header contradicts itself')
  }
  return { height: bigEndian(frame.subarray(1, 3)), width: bigEndian(frame.subarray(3, 5)) }
}
