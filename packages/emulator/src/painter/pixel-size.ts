import type { AspectRatio, Resolution } from '@nano-banana/core'

/** A ratio that names a shape; `auto` has to be decided first. */
export type FixedRatio = Exclude<AspectRatio, 'auto'>

/** The width and the height of a picture in pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** Tells how many pixels a picture of this ratio and tier has. */
export function pixelSize(ratio: FixedRatio, resolution: Resolution): PixelSize {
  const [width, height] = sizesAt1K[ratio]
  const scale = scaleOf[resolution]
  return { width: width * scale, height: height * scale }
}

/** Finds the ratio whose shape is closest to the given dimensions. */
export function nearestRatio(width: number, height: number): FixedRatio {
  return fixedRatios.reduce((best, ratio) =>
    shapeDistance(ratio, width / height) < shapeDistance(best, width / height) ? ratio : best,
  )
}

/** The published sizes of the smallest tier; each larger tier doubles both sides. */
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

const fixedRatios: readonly FixedRatio[] = [
  '1:1',
  '1:4',
  '1:8',
  '2:3',
  '3:2',
  '3:4',
  '4:1',
  '4:3',
  '4:5',
  '5:4',
  '8:1',
  '9:16',
  '16:9',
  '21:9',
]

// On a log scale twice as wide is as far away as twice as tall.
function shapeDistance(ratio: FixedRatio, shape: number): number {
  const [wide = 1, tall = 1] = ratio.split(':').map(Number)
  return Math.abs(Math.log(wide / tall) - Math.log(shape))
}
