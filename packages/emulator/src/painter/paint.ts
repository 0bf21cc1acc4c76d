import {
  type AspectRatio,
  type FixedRatio,
  type OutputFormat,
  type PixelSize,
  pixelSize,
  type Resolution,
} from '@nano-banana/core'
import sharp, { type Sharp } from 'sharp'
import { drawPicture } from './draw-picture.ts'
import { nearestRatio } from './nearest-ratio.ts'
import { type Reference, type ReferencePicture, readReference } from './references.ts'

export type { Reference } from './references.ts'

/** What a picture is asked to show, and in which shape. */
export interface PictureRequest {
  readonly prompt: string
  readonly aspectRatio: AspectRatio
  readonly resolution: Resolution
  readonly outputFormat: OutputFormat
  readonly references: readonly Reference[]
}

/** Paints the picture of a request: the same request gives the same bytes. */
export async function paint(request: PictureRequest): Promise<Uint8Array> {
  const { prompt, resolution } = request
  // A print is never much larger than this; the more of them, the smaller each.
  const longestSide = Math.round(
    (pixelSize('1:1', resolution).width * 0.5) / Math.sqrt(Math.max(request.references.length, 1)),
  )
  const references = await Promise.all(request.references.map((reference) => readReference(reference, longestSide)))
  const ratio = request.aspectRatio === 'auto' ? ratioOf(references.at(-1)) : request.aspectRatio
  // Every tier draws the frame of the smallest one, so that a larger picture only has more pixels.
  const frame = pixelSize(ratio, '1K')
  const pixels = await render(drawPicture(prompt, frame, references), frame, pixelSize(ratio, resolution))
  return request.outputFormat === 'jpg'
    ? pixels.jpeg({ quality: 88 }).toBuffer()
    : pixels.png({ compressionLevel: 4 }).toBuffer()
}

function ratioOf(lastReference: ReferencePicture | undefined): FixedRatio {
  return lastReference ? nearestRatio(lastReference.width, lastReference.height) : '1:1'
}

// One drawing keeps one core busy, and a large one for a second: each half is drawn by itself.
async function render(drawing: string, frame: PixelSize, { width, height }: PixelSize): Promise<Sharp> {
  const half = { width, height: height / 2 }
  const halves = [0, frame.height / 2].map(async (top) => {
    const viewBox = `0 ${top} ${frame.width} ${frame.height / 2}`
    const size = `width="${half.width}" height="${half.height}" viewBox="${viewBox}"`
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${drawing}</svg>`
    // References make attributes that are longer than a parser takes from strangers.
    return sharp(Buffer.from(svg), { unlimited: true }).removeAlpha().raw().toBuffer()
  })
  return sharp(Buffer.concat(await Promise.all(halves)), { raw: { width, height, channels: 3 } })
}
