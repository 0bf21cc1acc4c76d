import { littleEndian } from '../endian.ts'
import type { Source, Walk } from '../source.ts'
import { animated, malformed, unsupported } from '../unfit-picture.ts'
import type { Measure } from './measure.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** Walks through a WebP from behind its first twelve bytes, which say how long it is, to exactly there. */
export function* walkWebp(source: Source, measure: Measure, riffBytes: number): Walk<void> {
  let left = riffBytes - 4
  let canvas: Size | undefined
  let picture: Size | undefined
  for (let isFirst = true; left > 0; isFirst = false) {
    const name = String.fromCharCode(...(yield* source.take(4)))
    const length = littleEndian(yield* source.take(4))
    const padded = length + (length % 2)
    left -= 8 + padded
    if (left < 0) throw malformed('a part of it is longer than the whole')
    if (name === 'ANIM' || name === 'ANMF') throw animated()
    if (name === 'VP8 ' || name === 'VP8L') {
      if (picture) throw animated()
      if (length <= headBytes[name]) throw malformed('its picture is empty')
      const head = yield* source.take(headBytes[name])
      picture = name === 'VP8 ' ? parseLossy(head, length) : parseLossless(head)
      if (canvas && (canvas.width !== picture.width || canvas.height !== picture.height))
        throw malformed('its picture has another size than its header says')
      measure(picture)
      yield* source.pass(length - head.length)
    } else if (name === 'VP8X') {
      if (!isFirst || length !== 10) throw malformed('its header is out of place or size')
      canvas = parseExtended(yield* source.take(10))
      measure(canvas)
    } else {
      if (!canvas) throw malformed('it has no header')
      // The transparency belongs to the picture, and comes before it.
      if (name !== 'ALPH') yield* source.takeMetadata(length)
      else if (picture) throw malformed('its transparency is out of place')
      else yield* source.pass(length)
    }
    if (length % 2 === 1 && littleEndian(yield* source.take(1)) !== 0) throw malformed('its padding is not empty')
  }
  if (!picture) throw malformed('it ends without a picture')
}

const headBytes = { 'VP8 ': 10, VP8L: 5 }

function parseLossy(head: Uint8Array, length: number): Size {
  const tag = littleEndian(head.subarray(0, 3))
  const isKeyFrame = (tag & 1) === 0
  const isShown = ((tag >> 4) & 1) === 1
  const hasStartCode = head[3] === 0x9d && head[4] === 0x01 && head[5] === 0x2a
  if (!isKeyFrame || !isShown || !hasStartCode) throw malformed('its picture has no proper beginning')
  if (10 + (tag >> 5) > length) throw malformed('its picture is shorter than it says')
  // Two bits above each side ask for scaling.
  return { width: littleEndian(head.subarray(6, 8)) & 0x3fff, height: littleEndian(head.subarray(8, 10)) & 0x3fff }
}

function parseLossless(head: Uint8Array): Size {
  if (head[0] !== 0x2f) throw malformed('its picture has no proper beginning')
  const bits = littleEndian(head.subarray(1))
  if (bits >>> 29 !== 0) throw unsupported('a WebP of an unknown version')
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

function parseExtended(header: Uint8Array): Size {
  const [flags = 0] = header
  if (flags & 0b10) throw animated()
  return { width: littleEndian(header.subarray(4, 7)) + 1, height: littleEndian(header.subarray(7, 10)) + 1 }
}
