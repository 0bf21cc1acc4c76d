import type { AspectRatio, Resolution } from '@nano-banana/react'

/** The width and the height of a picture in pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** Tells how many pixels a picture will have; `auto` without a reference picture is square. */
export function pixelSize(ratio: AspectRatio, resolution: Resolution): PixelSize {
  const [width, height] = sizesAt1K[ratio]
  const scale = scaleOf[resolution]
  return { width: width * scale, height: height * scale }
}

/** The size as people write it. */
export const showSize = ({ width, height }: PixelSize): string => `${width} × ${height}`

const sizesAt1K: Readonly<Record<AspectRatio, readonly [width: number, height: number]>> = {
  auto: [1024, 1024],
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
