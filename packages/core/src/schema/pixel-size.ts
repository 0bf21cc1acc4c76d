import type { AspectRatio, Resolution } from './choices.ts'

/** A ratio that names a shape; `auto` has to be decided first. */
export type FixedRatio = Exclude<AspectRatio, 'auto'>

/** The width and the height of a picture in pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** How many pixels a picture of this ratio and tier has. @see contract: Pixel sizes per ratio and tier */
export function pixelSize(ratio: FixedRatio, resolution: Resolution): PixelSize {
  const [width, height] = sizesAt1K[ratio]
  const scale = scaleOf[resolution]
  return { width: width * scale, height: height * scale }
}

// The published sizes of the smallest tier; each larger tier doubles both sides.
const sizesAt1K: Readonly<Record<FixedRatio, readonly [width: number, height: number]>> = {
  '1:1': [1024, 1024],
  '1:4': [512, 2048],
  '1:8': [384, 3072],
  '2:3': [848, 1264],
  '3:2': [1264, 848],
  '3:4': [896, 1200],
  '4:1': [2048, 512],
  '4:3': [1200, 896],
  '4:5': [928, 1152],
  '5:4': [1152, 928],
  '8:1': [3072, 384],
  '9:16': [768, 1376],
  '16:9': [1376, 768],
  '21:9': [1584, 672],
}

const scaleOf: Readonly<Record<Resolution, number>> = { '1K': 1, '2K': 2, '4K': 4 }
