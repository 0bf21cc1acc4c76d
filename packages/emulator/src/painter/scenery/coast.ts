import type { Canvas } from '../canvas.ts'
import { lighten, mix } from '../color.ts'
import { box, disc, fill, type Point, place, polygon } from '../drawing.ts'
import { linearGradient } from '../gradient.ts'
import { dash } from './water.ts'

/** Puts a sailing boat on the water. */
export function sailboat(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette } = canvas
  const sail = lighten(palette.accent, 0.35)
  const main = `M${place([x, y - size])}Q${place([x + size * 0.42, y - size * 0.5])} ${place([x + size * 0.46, y - size * 0.14])}L${place([x, y - size * 0.14])}Z`
  const jib = `M${place([x - size * 0.04, y - size * 0.9])}Q${place([x - size * 0.16, y - size * 0.4])} ${place([x - size * 0.36, y - size * 0.14])}L${place([x - size * 0.04, y - size * 0.14])}Z`
  const hull = `M${place([x - size * 0.46, y - size * 0.1])}L${place([x + size * 0.5, y - size * 0.1])}Q${place([x + size * 0.4, y + size * 0.07])} ${place([x + size * 0.3, y + size * 0.08])}L${place([x - size * 0.26, y + size * 0.08])}Q${place([x - size * 0.4, y + size * 0.04])} ${place([x - size * 0.46, y - size * 0.1])}Z`
  const mirrored = [0.2, 0.34, 0.5, 0.68].map((drop, index) =>
    dash([x + size * 0.04, y + size * drop], size * (0.8 - index * 0.16), size * 0.07),
  )
  return [
    fill(mirrored.join(''), palette.near, 0.4),
    fill(main, sail),
    fill(jib, mix(sail, palette.far, 0.3)),
    fill(hull, palette.near),
  ].join('')
}

/** Sets a lighthouse on a rock and lets its beam sweep over the sea. */
export function lighthouse(canvas: Canvas, [x, y]: Point): string {
  const { unit: u, palette, mood, width } = canvas
  const lamp: Point = [x, y - u * 21]
  const side = x > width / 2 ? -1 : 1
  const beam = linearGradient(
    canvas.name('beam'),
    [lamp, [x + side * u * 60, lamp[1]]],
    [
      [0, palette.glow, mood === 'day' ? 0.25 : 0.6],
      [1, palette.glow, 0],
    ],
  )
  const wall = mix('#fffaf0', palette.far, mood === 'night' ? 0.45 : 0.15)
  const stripes = [4.5, 10.5].map((level) => tower(x, y, [level, level + 3], u))
  return [
    beam.definition,
    fill(polygon([lamp, [x + side * u * 60, lamp[1] - u * 7], [x + side * u * 60, lamp[1] + u * 7]]), beam.paint),
    fill(tower(x, y, [0, 18.5], u), wall),
    fill(stripes.join(''), mix('#d8473f', palette.near, mood === 'night' ? 0.4 : 0.1)),
    fill(
      box(x - u * 2.3, y - u * 19.3, u * 4.6, u * 0.9) +
        polygon([
          [x - u * 1.8, y - u * 22.6],
          [x, y - u * 24.6],
          [x + u * 1.8, y - u * 22.6],
        ]),
      palette.near,
    ),
    fill(box(x - u * 1.3, y - u * 22.6, u * 2.6, u * 3.3), lighten(palette.accent, 0.4)),
    fill(disc(lamp, u * 3.4), palette.glow, 0.3),
    fill(
      `M${place([x - u * 11, y + u])}Q${place([x - u * 7, y - u * 4])} ${place([x - u * 2, y - u * 3])}Q${place([x + u * 7, y - u * 4])} ${place([x + u * 12, y + u])}Z`,
      mix(palette.near, palette.far, 0.12),
    ),
  ].join('')
}

// The tower narrows on its way up; a band of it lies between two levels.
function tower(x: number, y: number, [low, high]: readonly [number, number], unit: number): string {
  const half = (level: number) => (2.4 - level * 0.045) * unit
  return polygon([
    [x - half(low), y - low * unit],
    [x - half(high), y - high * unit],
    [x + half(high), y - high * unit],
    [x + half(low), y - low * unit],
  ])
}
