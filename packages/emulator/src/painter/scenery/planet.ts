import type { Canvas } from '../canvas.ts'
import { type Color, darken, lighten, mix } from '../color.ts'
import { digits, disc, fill, type Point, smoothLine } from '../drawing.ts'
import { radialGradient } from '../gradient.ts'

/** What a planet looks like. */
export interface PlanetOptions {
  readonly center: Point
  readonly radius: number
  readonly color: Color
  readonly hasRing: boolean
  readonly id: string
}

/** Draws a banded planet, lit from the upper left. */
export function planet(canvas: Canvas, options: PlanetOptions): string {
  const { center, radius, color, hasRing, id } = options
  const edge = canvas.name(`${id}-edge`)
  const air = radialGradient(canvas.name(`${id}-air`), [
    [0.74, lighten(color, 0.35), 0.4],
    [0.86, lighten(color, 0.2), 0.1],
    [1, color, 0],
  ])
  const shade = radialGradient(
    canvas.name(`${id}-shade`),
    [
      [0, '#ffffff', 0.2],
      [0.45, color, 0],
      [0.78, canvas.palette.near, 0.5],
      [1, canvas.palette.near, 0.9],
    ],
    [0.3, 0.28],
  )
  return [
    air.definition,
    shade.definition,
    fill(disc(center, radius * 1.3), air.paint),
    hasRing ? ring(canvas, options, 'behind') : '',
    `<clipPath id="${edge}"><path d="${disc(center, radius)}"/></clipPath>`,
    `<g clip-path="url(#${edge})">${fill(disc(center, radius), color)}${bands(canvas, options)}</g>`,
    fill(disc(center, radius), shade.paint),
    hasRing ? ring(canvas, options, 'before') : '',
  ].join('')
}

function bands({ random }: Canvas, { center, radius, color }: PlanetOptions): string {
  const [x, y] = center
  const tones = [
    darken(color, 0.22),
    lighten(color, 0.3),
    darken(color, 0.1),
    lighten(color, 0.16),
    mix(color, '#ff8a5c', 0.35),
  ] as const
  const tilted = Array.from({ length: 7 }, (_, index) => {
    const top = y - radius * 0.95 + index * radius * 0.29 + random.between(-0.06, 0.06) * radius
    const thick = radius * random.between(0.07, 0.2)
    const edge = (level: number) =>
      [-1.2, -0.7, -0.2, 0.3, 0.8, 1.2].map(
        (aside): Point => [x + aside * radius, level + random.between(-0.025, 0.025) * radius],
      )
    const [upper, lower] = [smoothLine(edge(top)), smoothLine(edge(top + thick).toReversed())]
    return fill(`${upper}${lower.replace('M', 'L')}Z`, random.pick(tones), 0.75)
  })
  return `<g transform="rotate(-16 ${digits(x)} ${digits(y)})">${tilted.join('')}</g>`
}

// A ring is two half ellipses: one is hidden by the planet, the other hides it.
function ring({ palette }: Canvas, { center, radius, color }: PlanetOptions, half: 'behind' | 'before'): string {
  const [x, y] = center
  const sweep = half === 'behind' ? 1 : 0
  const tracks = [
    { from: 1.36, to: 1.52, paint: lighten(color, 0.3), opacity: 0.55 },
    { from: 1.56, to: 1.86, paint: lighten(mix(color, palette.accent, 0.4), 0.45), opacity: 0.85 },
    { from: 1.9, to: 2.02, paint: lighten(color, 0.15), opacity: 0.5 },
  ]
  const arc = (size: number, direction: number, sign: 1 | -1) =>
    `A${digits(radius * size)} ${digits(radius * size * 0.24)} 0 0 ${direction} ${digits(x + sign * radius * size)} ${digits(y)}`
  const shapes = tracks.map(({ from, to, paint, opacity }) =>
    fill(
      `M${digits(x - radius * to)} ${digits(y)}${arc(to, sweep, 1)}L${digits(x + radius * from)} ${digits(y)}${arc(from, 1 - sweep, -1)}Z`,
      paint,
      opacity,
    ),
  )
  return `<g transform="rotate(-16 ${digits(x)} ${digits(y)})">${shapes.join('')}</g>`
}
