import { crc32 } from '../crc32.ts'
import { bigEndian } from '../endian.ts'
import type { Source, Walk } from '../source.ts'
import { animated, malformed, unsupported } from '../unfit-picture.ts'
import type { Measure } from './measure.ts'

/** Walks through a PNG from behind its signature to its end: every chunk in its place and with its checksum. */
export function* walkPng(source: Source, measure: Measure): Walk<void> {
  const header = yield* readHeader(source)
  measure(header)
  let stage: Stage = 'before'
  let packedBytes = 0
  for (let name = ''; name !== 'IEND'; ) {
    const length = bigEndian(yield* source.take(4))
    const typeBytes = yield* source.take(4)
    name = nameOf(typeBytes)
    if (stage === 'within' && name !== 'IDAT') stage = 'after'
    checkChunk(name, length, stage)
    let crc = crc32(typeBytes)
    if (name === 'IDAT') {
      stage = 'within'
      packedBytes += length
      yield* source.pass(length, (piece) => {
        crc = crc32(piece, crc)
      })
    } else crc = crc32(yield* source.takeMetadata(length), crc)
    yield* assertChecksum(source, name, crc)
  }
  // Deflate cannot shrink anything to less than this part of it.
  if (packedBytes * 1032 < header.rawBytes) throw malformed('it holds too little for so many pixels')
}

/** Where a walk is: before, within or after the pixels. */
type Stage = 'before' | 'within' | 'after'

const nameOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

function* readHeader(source: Source): Walk<PngHeader> {
  const beginning = yield* source.take(8)
  const typeBytes = beginning.subarray(4)
  if (bigEndian(beginning.subarray(0, 4)) !== 13 || nameOf(typeBytes) !== 'IHDR')
    throw malformed('it does not begin with its header')
  const data = yield* source.take(13)
  yield* assertChecksum(source, 'IHDR', crc32(data, crc32(typeBytes)))
  return parseHeader(data)
}

function* assertChecksum(source: Source, name: string, crc: number): Walk<void> {
  if (bigEndian(yield* source.take(4)) !== crc) throw malformed(`the checksum of its ${name} is wrong`)
}

const critical: readonly string[] = ['PLTE', 'IDAT', 'IEND']

function checkChunk(name: string, length: number, stage: Stage): void {
  if (!/^[A-Za-z]{2}[A-Z][A-Za-z]$/.test(name)) throw malformed('one of its parts has no proper name')
  if (/^(acTL|fcTL|fdAT)$/.test(name)) throw animated()
  // A capital letter says that nobody may skip what he does not know.
  if (/^[A-Z]/.test(name) && !critical.includes(name))
    throw malformed(`it has a part ${name} that no PNG may have there`)
  if (name === 'PLTE' && (stage !== 'before' || length === 0 || length % 3 !== 0 || length > 768))
    throw malformed('its palette is out of place or size')
  if (name === 'IDAT' && stage === 'after') throw malformed('its picture is interrupted')
  if (name === 'IEND' && (stage === 'before' || length !== 0)) throw malformed('it ends without a picture')
}

/** How many bits each colour type may have a sample, and how many samples it has. */
const colourTypes: Readonly<Record<number, { readonly samples: number; readonly depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
}

interface PngHeader {
  readonly width: number
  readonly height: number
  /** What the picture takes when it is unpacked. */
  readonly rawBytes: number
}

function parseHeader(data: Uint8Array): PngHeader {
  const width = bigEndian(data.subarray(0, 4))
  const height = bigEndian(data.subarray(4, 8))
  const [depth = 0, colour = -1, compression, filter, interlace = -1] = data.subarray(8)
  const kind = colourTypes[colour]
  if (!kind?.depths.includes(depth)) throw malformed('its colours are of no known kind')
  if (compression !== 0 || filter !== 0 || ![0, 1].includes(interlace)) throw unsupported('a PNG of an unknown kind')
  return { width, height, rawBytes: height * Math.ceil((width * depth * kind.samples) / 8) }
}
