import type { Canvas } from '../canvas.ts'
import { disc, fill, type Point } from '../drawing.ts'

/** Scatters stars over the upper frame; they thin out and fade towards `bottom`. */
export function stars(canvas: Canvas, bottom: number, density = 1): string {
  const { random, unit, width } = canvas
  const count = Math.min(Math.round(((width * bottom) / unit ** 2 / 26) * density), 900)
  const magnitudes = [
    { share: 0.72, radius: 0.07, opacity: 0.5 },
    { share: 0.22, radius: 0.12, opacity: 0.75 },
    { share: 0.06, radius: 0.19, opacity: 1 },
  ]
  const scattered = magnitudes.map(({ share, radius, opacity }) => {
    const discs = Array.from({ length: Math.ceil(count * share) }, () =>
      disc(starPlace(canvas, bottom), unit * radius * random.between(0.75, 1.25)),
    )
    return fill(discs.join(''), canvas.palette.light, opacity)
  })
  return scattered.join('') + sparkles(canvas, bottom)
}

function starPlace({ random, width }: Canvas, bottom: number): Point {
  return [random.between(0, width), bottom * random.between(0, 1) ** 1.6]
}

// A few stars have rays: the eye takes the rest for stars too.
function sparkles(canvas: Canvas, bottom: number): string {
  const rays = Array.from({ length: 5 }, () => {
    const [x, y] = starPlace(canvas, bottom * 0.7)
    const r = canvas.unit * canvas.random.between(0.6, 1.1)
    const waist = r * 0.1
    return `M${x} ${y - r}L${x + waist} ${y - waist}L${x + r} ${y}L${x + waist} ${y + waist}L${x} ${y + r}L${x - waist} ${y + waist}L${x - r} ${y}L${x - waist} ${y - waist}Z`
  })
  return fill(rays.join(''), canvas.palette.light, 0.9)
}
