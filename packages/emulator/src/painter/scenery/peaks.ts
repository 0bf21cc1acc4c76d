import type { Random } from '../../seeded-random.ts'
import type { Canvas } from '../canvas.ts'
import { type Color, lighten, mix } from '../color.ts'
import { fill, type Point, polygon } from '../drawing.ts'

/** How a mountain range stands in the frame. */
export interface RangeOptions {
  readonly base: number
  readonly height: number
  readonly stride: number
  readonly color: Color
  /** How much the side away from the light differs. */
  readonly relief: number
  /** The colour of the caps; without it the peaks are bare. */
  readonly snow?: Color
}

/** Raises a range of peaks, each with a lit and a shaded flank. */
export function range(canvas: Canvas, options: RangeOptions): string {
  return peakLine(canvas, options)
    .map((peak) => mountain(canvas, peak, options))
    .join('')
}

interface Peak {
  readonly apex: Point
  readonly halfWidth: number
}

function peakLine({ random, width }: Canvas, { base, height, stride }: RangeOptions): readonly Peak[] {
  const count = Math.ceil(width / stride) + 2
  const peaks = Array.from({ length: count }, (_, index): Peak => {
    const rise = height * random.between(0.5, 1)
    return {
      apex: [(index - 0.5 + random.between(-0.3, 0.3)) * stride, base - rise],
      halfWidth: rise * random.between(0.95, 1.25) + stride * 0.35,
    }
  })
  // The highest stand behind the others, or their flanks would swallow them.
  return peaks.toSorted((a, b) => a.apex[1] - b.apex[1])
}

function mountain(
  { random, palette }: Canvas,
  { apex, halfWidth }: Peak,
  { base, color, relief, snow }: RangeOptions,
): string {
  const foot = base + halfWidth * 0.2
  const left = flank(random, apex, [apex[0] - halfWidth, foot])
  const right = flank(random, apex, [apex[0] + halfWidth, foot])
  const spine = flank(random, apex, [apex[0] + halfWidth * random.between(-0.15, 0.2), foot], 2.2)
  const shaded = mix(color, palette.near, relief)
  return [
    fill(polygon([...left.toReversed(), ...right.slice(1)]), lighten(color, relief * 0.28)),
    fill(polygon([...spine, ...right.toReversed()]), shaded),
    snow ? cap(random, { left, right, spine }, [snow, mix(snow, shaded, 0.42)]) : '',
  ].join('')
}

const steps = 9

function flank(random: Random, [x, y]: Point, [endX, endY]: Point, roughness = 1): readonly Point[] {
  const size = Math.abs(endY - y)
  return Array.from({ length: steps + 1 }, (_, index): Point => {
    const share = index / steps
    const inner = index > 0 && index < steps ? roughness : 0
    const bend = share ** 1.12
    return [
      x + (endX - x) * bend + inner * random.between(-0.022, 0.022) * size,
      y + (endY - y) * share + inner * random.between(-0.018, 0.018) * size,
    ]
  })
}

interface Flanks {
  readonly left: readonly Point[]
  readonly right: readonly Point[]
  readonly spine: readonly Point[]
}

function cap(random: Random, { left, right, spine }: Flanks, [bright, dim]: readonly [Color, Color]): string {
  const depth = 4
  const lit = [
    ...left.slice(0, depth),
    ...teeth(random, left[depth - 1], spine[depth]),
    ...spine.slice(0, depth + 1).toReversed(),
  ]
  const dark = [
    ...right.slice(0, depth),
    ...teeth(random, right[depth - 1], spine[depth]),
    ...spine.slice(0, depth + 1).toReversed(),
  ]
  return fill(polygon(lit), bright) + fill(polygon(dark), dim)
}

// Snow reaches down in the gullies and stops short on the ribs.
function teeth(random: Random, from: Point | undefined, to: Point | undefined): readonly Point[] {
  if (!from || !to) return []
  const reach = Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1])
  return [0.2, 0.42, 0.62, 0.82].map((share, index): Point => {
    const drop = (index % 2 === 0 ? 1 : -0.35) * random.between(0.15, 0.4) * reach
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share + drop]
  })
}
