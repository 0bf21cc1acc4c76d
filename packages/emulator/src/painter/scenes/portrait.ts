import type { Canvas } from '../canvas.ts'
import { darken, lighten, mix } from '../color.ts'
import { box, disc, fill, type Point, stroke } from '../drawing.ts'
import { linearGradient } from '../gradient.ts'
import { blade, frond, veins } from '../scenery/leaves.ts'
import { halo } from '../scenery/light.ts'
import { stars } from '../scenery/stars.ts'
import { bust } from '../things/bust.ts'

/** A faceless portrait in flat colours before a disc, framed by leaves. */
export function portrait(canvas: Canvas): string {
  const { width, height, unit, palette, mood } = canvas
  const size = Math.min(unit * 86, height * 0.86)
  const center: Point = [width / 2, height - size * 0.56]
  return [
    backdrop(canvas),
    mood === 'night' ? stars(canvas, height) : '',
    halo(canvas, { center, radius: size * 0.55, strength: 0.5 }),
    fill(disc(center, size * 0.43), mix(palette.accent, palette.glow, 0.25), 0.35),
    fill(disc(center, size * 0.385), mix(palette.light, palette.accent, 0.3)),
    leaves(canvas, center, size),
    bust(canvas, [width / 2, height], size),
  ].join('')
}

function backdrop({ name, width, height, palette }: Canvas): string {
  const [zenith, middle, low] = palette.sky
  const air = linearGradient(
    name('backdrop'),
    [
      [0, 0],
      [width * 0.2, height],
    ],
    [
      [0, zenith],
      [0.6, middle],
      [1, mix(middle, low, 0.7)],
    ],
  )
  return air.definition + fill(box(0, 0, width, height), air.paint)
}

function leaves(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette, random, unit } = canvas
  const dark = mix(palette.near, palette.far, 0.25)
  const bright = mix(palette.near, palette.far, 0.6)
  const fans = [-1, 1].flatMap((side) =>
    [-2.05, -1.35, -0.72, -0.1].map((angle) =>
      frond(
        {
          root: [x + side * size * 0.18, y + size * 0.34],
          angle: side === 1 ? angle : Math.PI - angle,
          length: size * random.between(0.46, 0.58),
          droop: 0.12,
        },
        13,
      ),
    ),
  )
  const broad = [-1, 1].flatMap((side) =>
    [-0.95, -0.45, 0.02].map((angle) => ({
      root: [x + side * size * 0.16, y + size * 0.4] as const,
      angle: side === 1 ? angle : Math.PI - angle,
      length: size * random.between(0.36, 0.46),
      droop: 0.1,
    })),
  )
  return [
    fill(fans.join(''), dark, 0.9),
    ...broad.map(
      (growth) =>
        fill(blade(growth, growth.length * 0.3), bright) +
        stroke(
          veins(growth, growth.length * 0.3),
          mix(lighten(palette.far, 0.2), darken(palette.near, 0.1), 0.25),
          unit * 0.14,
          0.6,
        ),
    ),
  ].join('')
}
