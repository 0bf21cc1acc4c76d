import { aspectRatios, type FixedRatio } from '@nano-banana/core'

/** The ratio whose shape is closest to the given dimensions. */
export function nearestRatio(width: number, height: number): FixedRatio {
  return fixedRatios.reduce((best, ratio) =>
    shapeDistance(ratio, width / height) < shapeDistance(best, width / height) ? ratio : best,
  )
}

const fixedRatios = aspectRatios.filter((ratio) => ratio !== 'auto')

// On a log scale twice as wide is as far away as twice as tall.
function shapeDistance(ratio: FixedRatio, shape: number): number {
  const [wide = 1, tall = 1] = ratio.split(':').map(Number)
  return Math.abs(Math.log(wide / tall) - Math.log(shape))
}
