import sharp from 'sharp'
import { type PictureRequest, paint } from '../../src/painter/paint.ts'

/** Paints a small square picture, apart from what a test says otherwise. */
export function paintWith(request: Partial<PictureRequest>): Promise<Uint8Array> {
  return paint({
    prompt: 'a mountain lake at night',
    aspectRatio: '1:1',
    resolution: '1K',
    outputFormat: 'png',
    references: [],
    ...request,
  })
}

/** Reads format and size from the bytes of a picture. */
export async function headerOf(bytes: Uint8Array) {
  const { format, width, height, channels } = await sharp(bytes).metadata()
  return { format, width, height, channels }
}

/** Makes a PNG of one colour. */
export async function solid(color: string, width: number, height: number): Promise<Uint8Array> {
  return sharp({ create: { width, height, channels: 3, background: color } })
    .png()
    .toBuffer()
}

/** Counts the pixels of a part of a picture that have almost this colour. */
export async function countPixels(
  bytes: Uint8Array,
  [red, green, blue]: readonly [number, number, number],
  region?: { left: number; top: number; width: number; height: number },
): Promise<number> {
  const picture = sharp(bytes)
  const { data, info } = await (region ? picture.extract(region) : picture).raw().toBuffer({ resolveWithObject: true })
  const isNear = (offset: number, value: number) => Math.abs((data[offset] ?? 0) - value) <= 6
  let count = 0
  for (let offset = 0; offset < data.length; offset += info.channels) {
    if (isNear(offset, red) && isNear(offset + 1, green) && isNear(offset + 2, blue)) count++
  }
  return count
}
