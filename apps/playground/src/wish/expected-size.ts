import { type AspectRatio, type PixelSize, pixelSize, type Resolution } from '@nano-banana/react'

/** How many pixels a picture will have; `auto` without a reference picture is square. */
export const expectedSize = (ratio: AspectRatio, resolution: Resolution): PixelSize =>
  pixelSize(ratio === 'auto' ? '1:1' : ratio, resolution)

/** Width to height. */
export function shapeOf(ratio: AspectRatio): number {
  const { width, height } = expectedSize(ratio, '1K')
  return width / height
}

/** The size as people write it. */
export const showSize = ({ width, height }: PixelSize): string => `${width} × ${height}`
