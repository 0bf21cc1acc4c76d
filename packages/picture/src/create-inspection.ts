import { littleEndian } from './endian.ts'
import { walkJpeg } from './formats/jpeg.ts'
import type { Measure } from './formats/measure.ts'
import { walkPng } from './formats/png.ts'
import { walkWebp } from './formats/webp.ts'
import { type Picture, type PictureType, pictureLimits } from './picture.ts'
import { createSource, type Source, type Walk } from './source.ts'
import { malformed, UnfitPicture } from './unfit-picture.ts'

/** Looks at a file's bytes as they pass by, without decoding or keeping them. */
export interface Inspection {
  /** Takes the next bytes. Throws `UnfitPicture` as soon as they show that the file is none that is taken. */
  readonly take: (piece: Uint8Array) => void
  /** What the file's header says, as soon as it has passed. */
  readonly picture: () => Picture | undefined
  /** Says what has passed. Throws `UnfitPicture` when that was no whole picture. */
  readonly finish: () => Picture
}

/** An inspection that has seen nothing yet. A format is known by its bytes alone: a name or a declared type may lie. */
export function createInspection(): Inspection {
  const source = createSource()
  let bytes = 0
  let picture: Picture | undefined
  const walk = walkFile(source, (found) => {
    picture = found
  })
  let isOver = false
  return {
    take(piece) {
      bytes += piece.length
      if (bytes > pictureLimits.maxBytes) throw new UnfitPicture('too_large', 'is larger than 10 MiB: make it smaller')
      source.feed(piece)
      if (!isOver) isOver = walk.next().done === true
      if (isOver && source.hasMore()) throw trailing(source.passed())
    },
    picture: () => picture,
    finish() {
      if (isOver && picture) return picture
      throw bytes === 0
        ? new UnfitPicture('truncated', 'is empty')
        : new UnfitPicture('truncated', 'is cut off: it ends before the picture does')
    },
  }
}

function* walkFile(source: Source, tell: (picture: Picture) => void): Walk<void> {
  const measured =
    (type: PictureType): Measure =>
    ({ width, height }) => {
      assertSize(width, height)
      tell({ type, width, height })
    }
  const first = yield* source.take(2)
  if (is(first, '\xff\xd8')) return yield* walkJpeg(source, measured('image/jpeg'))
  if (is(first, '\x89P')) {
    if (!is(yield* source.take(6), 'NG\r\n\x1a\n')) throw unknownType()
    return yield* walkPng(source, measured('image/png'))
  }
  if (!is(first, 'RI') || !is(yield* source.take(2), 'FF')) throw unknownType()
  const riffBytes = littleEndian(yield* source.take(4))
  if (!is(yield* source.take(4), 'WEBP')) throw unknownType()
  if (riffBytes % 2 === 1 || riffBytes < 12) throw malformed('its length makes no sense')
  return yield* walkWebp(source, measured('image/webp'), riffBytes)
}

const is = (bytes: Uint8Array, text: string): boolean => String.fromCharCode(...bytes) === text

function assertSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw malformed('it says that it has no pixels')
  const { maxPixels, maxSide } = pictureLimits
  if (width * height > maxPixels || width > maxSide || height > maxSide)
    throw new UnfitPicture(
      'too_many_pixels',
      `is ${width} x ${height} pixels; at most 40 megapixels and ${maxSide} a side are taken: make it smaller`,
    )
}

const unknownType = (): UnfitPicture =>
  new UnfitPicture('unknown_type', 'is no PNG, JPEG or WebP picture, whatever its name says')

const trailing = (pictureBytes: number): UnfitPicture =>
  new UnfitPicture(
    'trailing',
    'goes on behind the picture’s end, as motion photos and archives in disguise do: export it as a plain picture',
    pictureBytes,
  )
