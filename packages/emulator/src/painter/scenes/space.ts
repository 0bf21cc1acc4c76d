import type { Canvas } from '../canvas.ts'
import { darken, lighten, mix, turnHue } from '../color.ts'
import { box, disc, fill, type Point, polygon } from '../drawing.ts'
import { linearGradient } from '../gradient.ts'
import { halo } from '../scenery/light.ts'
import { range } from '../scenery/peaks.ts'
import { planet } from '../scenery/planet.ts'
import { stars } from '../scenery/stars.ts'

/** A planet with its moons among the clouds of a nebula. */
export function space(canvas: Canvas): string {
  const { width, height, unit, random, palette } = canvas
  const center: Point = [width * random.between(0.4, 0.6), height * random.between(0.4, 0.46)]
  const radius = unit * random.between(19, 24)
  const base = mix(palette.sky[2], palette.accent, random.between(0, 0.75))
  const side = random.chance(0.5) ? 1 : -1
  return [
    deepSky(canvas),
    nebula(canvas),
    stars(canvas, height * 1.15, 2.1),
    comet(canvas, [width * (0.5 - side * 0.3), height * 0.16]),
    planet(canvas, {
      center: [center[0] - side * unit * 37, center[1] + unit * 17],
      radius: unit * 4.6,
      color: turnHue(base, 120),
      hasRing: false,
      id: 'moon-a',
    }),
    planet(canvas, {
      center,
      radius,
      color: base,
      hasRing: canvas.mentions('saturn', 'ring', 'ringed') || random.chance(0.7),
      id: 'planet',
    }),
    planet(canvas, {
      center: [center[0] + side * unit * 33, center[1] - unit * 22],
      radius: unit * 2.6,
      color: turnHue(base, -70),
      hasRing: false,
      id: 'moon-b',
    }),
    surface(canvas),
  ].join('')
}

function deepSky({ name, width, height, palette }: Canvas): string {
  const dark = linearGradient(
    name('deep'),
    [
      [0, 0],
      [width, height],
    ],
    [
      [0, darken(palette.near, 0.35)],
      [0.5, mix(palette.sky[0], palette.sky[1], 0.35)],
      [1, darken(palette.sky[0], 0.25)],
    ],
  )
  return dark.definition + fill(box(0, 0, width, height), dark.paint)
}

// Overlapping clouds of light along a diagonal, as if we saw the arm of a galaxy from its side.
function nebula(canvas: Canvas): string {
  const { width, height, unit, random, palette } = canvas
  const count = Math.min(Math.round((5 * Math.max(width, height)) / (unit * 100)), 12)
  const tints = [palette.sky[2], palette.glow, turnHue(palette.sky[2], 60), turnHue(palette.sky[1], -40)] as const
  return Array.from({ length: count }, (_, index) => {
    const share = (index + 0.5) / count
    const center: Point = [
      share * width + random.between(-8, 8) * unit,
      (0.85 - share * 0.7) * height + random.between(-9, 9) * unit,
    ]
    const tinted: Canvas = { ...canvas, palette: { ...palette, glow: random.pick(tints) } }
    return halo(tinted, { center, radius: unit * random.between(18, 32), strength: 0.26 })
  }).join('')
}

function comet({ name, unit, palette }: Canvas, [x, y]: Point): string {
  const tail: Point = [x - unit * 15, y - unit * 7]
  const light = linearGradient(
    name('comet'),
    [tail, [x, y]],
    [
      [0, palette.light, 0],
      [1, palette.light, 0.85],
    ],
  )
  return (
    light.definition +
    fill(polygon([tail, [x + unit * 0.18, y - unit * 0.38], [x - unit * 0.18, y + unit * 0.38]]), light.paint) +
    fill(disc([x, y], unit * 0.42), palette.light)
  )
}

function surface(canvas: Canvas): string {
  const { height, unit, palette } = canvas
  const rise = Math.min(unit * 17, height * 0.16)
  return [0, 1]
    .map((layer) =>
      range(canvas, {
        base: height + unit * (1 + layer * 4),
        height: rise * (1.25 - layer * 0.35),
        stride: unit * (15 - layer * 3),
        color: mix(mix(palette.far, palette.sky[0], 0.45), lighten(palette.near, 0.02), 0.35 + layer * 0.5),
        relief: 0.35,
      }),
    )
    .join('')
}
