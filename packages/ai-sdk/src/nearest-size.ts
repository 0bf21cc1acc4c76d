import {
  aspectRatios,
  type FixedRatio,
  InvalidInputError,
  pixelSize,
  type Resolution,
  resolutions,
} from '@nano-banana/node'

/** The model's own size that comes nearest to one that was asked for. */
export interface NearestSize {
  readonly ratio: FixedRatio
  readonly resolution: Resolution
  /** As the AI SDK writes it, such as `2752x1536`. */
  readonly size: string
}

/** Finds the nearest shape first and then the nearest tier, so that no shape is given up for a few pixels. Throws `InvalidInputError`. */
export function nearestSize(size: string): NearestSize {
  const [, width, height] = /^([1-9]\d*)x([1-9]\d*)$/.exec(size) ?? []
  if (width === undefined || height === undefined)
    throw new InvalidInputError([
      { field: 'size', message: 'must be a width and a height in pixels, such as 2048x2048' },
    ])
  const wanted = { width: Number(width), height: Number(height) }
  const ratio = nearest(fixedRatios, (candidate) => apart(shapeOf(wanted), shapeOf(pixelSize(candidate, '1K'))))
  const resolution = nearest(resolutions, (tier) => apart(areaOf(wanted), areaOf(pixelSize(ratio, tier))))
  const own = pixelSize(ratio, resolution)
  return { ratio, resolution, size: `${own.width}x${own.height}` }
}

interface Pixels {
  readonly width: number
  readonly height: number
}

const fixedRatios = aspectRatios.filter((ratio) => ratio !== 'auto')
const shapeOf = ({ width, height }: Pixels): number => width / height
const areaOf = ({ width, height }: Pixels): number => width * height
/** Twice as large and half as large are equally far away. */
const apart = (a: number, b: number): number => Math.abs(Math.log(a / b))

const nearest = <T>(candidates: readonly T[], distance: (candidate: T) => number): T =>
  candidates.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best))
