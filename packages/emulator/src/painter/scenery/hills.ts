import type { Random } from '../../seeded-random.ts'
import type { Canvas } from '../canvas.ts'
import { type Color, mix } from '../color.ts'
import { digits, type Point, smoothLine } from '../drawing.ts'

/** How a line of hills runs through the frame. */
export interface HillOptions {
  /** Where the line lies on average. */
  readonly base: number
  /** How far it rises and falls. */
  readonly swing: number
  /** The distance from one hill to the next. */
  readonly stride: number
}

/** Lays out the crest of rolling hills from edge to edge. */
export function crest(canvas: Canvas, { base, swing, stride }: HillOptions): readonly Point[] {
  const { width, random } = canvas
  const slow = waves(random, stride * 2.3)
  const quick = waves(random, stride * 0.8)
  const step = stride / 7
  return Array.from({ length: Math.ceil(width / step) + 3 }, (_, index) => {
    const x = (index - 1) * step
    return [x, base - swing * (0.72 * slow(x) + 0.28 * quick(x))]
  })
}

/** Closes a crest downwards to a filled shape. */
export function ground(points: readonly Point[], bottom: number): string {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return ''
  return `${smoothLine(points)}L${digits(last[0])} ${digits(bottom)}L${digits(first[0])} ${digits(bottom)}Z`
}

/** Finds the height of a crest at a place between its points. */
export function heightAt(points: readonly Point[], x: number): number {
  const index = points.findIndex((point) => point[0] >= x)
  const after = points[index] ?? points.at(-1)
  const before = points[index - 1] ?? after
  if (!after || !before) return 0
  const share = after[0] === before[0] ? 0 : (x - before[0]) / (after[0] - before[0])
  return before[1] + (after[1] - before[1]) * share
}

/** Colours a thing by its distance: 0 melts into the air, 1 stands right before us. */
export function depthColor({ palette }: Canvas, depth: number): Color {
  return mix(palette.far, palette.near, depth ** 1.25)
}

function waves(random: Random, length: number): (x: number) => number {
  const turns = [1, 1.71, 2.93].map((speed) => ({ speed, phase: random.between(0, Math.PI * 2), share: 1 / speed }))
  const total = turns.reduce((sum, { share }) => sum + share, 0)
  return (x) =>
    turns.reduce(
      (sum, { speed, phase, share }) => sum + share * Math.sin((x / length) * Math.PI * 2 * speed + phase),
      0,
    ) / total
}
