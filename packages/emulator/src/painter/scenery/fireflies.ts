import type { Canvas } from '../canvas.ts'
import { type Color, lighten } from '../color.ts'
import { digits, disc, fill, type Point } from '../drawing.ts'
import { radialGradient } from '../gradient.ts'

/** Lets small lights hover between `top` and `bottom`. */
export function fireflies(canvas: Canvas, [top, bottom]: readonly [number, number], color: Color): string {
  const { random, unit, width } = canvas
  const count = Math.min(Math.round((width / unit) * 0.34), 110)
  const sizes = Array.from({ length: count }, () => unit * (0.12 + 0.34 * random.between(0, 1) ** 3))
  const places = sizes.map((): Point => [random.between(0, width), random.between(top, bottom)])
  return glowingDots(canvas, { places, sizes, color, id: 'firefly' })
}

/** Draws dots that light up the air around them; all of them share one gradient. */
export function glowingDots(
  canvas: Canvas,
  {
    places,
    sizes,
    color,
    id,
  }: {
    readonly places: readonly Point[]
    readonly sizes: readonly number[]
    readonly color: Color
    readonly id: string
  },
): string {
  const air = radialGradient(canvas.name(id), [
    [0, color, 0.75],
    [0.3, color, 0.28],
    [1, color, 0],
  ])
  const dots = places.map(([x, y], index) => {
    const size = sizes[index] ?? 1
    return `<circle cx="${digits(x)}" cy="${digits(y)}" r="${digits(size * 5)}" fill="${air.paint}"/>`
  })
  const hearts = places.map((center, index) => disc(center, sizes[index] ?? 1)).join('')
  return air.definition + dots.join('') + fill(hearts, lighten(color, 0.65))
}
