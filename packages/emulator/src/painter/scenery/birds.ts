import type { Canvas } from '../canvas.ts'
import type { Color } from '../color.ts'
import { fill, type Point, place } from '../drawing.ts'

/** Sends a small flock through the sky around a place. */
export function birds(canvas: Canvas, [x, y]: Point, color: Color): string {
  const { random, unit } = canvas
  const flock = Array.from({ length: random.whole(4, 7) }, (_, index) =>
    bird(
      [x + (index - 3) * unit * random.between(2, 3.4), y + random.between(-3, 3) * unit],
      unit * random.between(0.7, 1.25),
    ),
  )
  return fill(flock.join(''), color, 0.8)
}

function bird([x, y]: Point, span: number): string {
  const wing = (sign: 1 | -1) =>
    `M${place([x, y])}Q${place([x + sign * span * 0.5, y - span * 0.75])} ${place([x + sign * span * 1.25, y - span * 0.3])}Q${place([x + sign * span * 0.5, y - span * 0.45])} ${place([x, y + span * 0.16])}Z`
  return wing(1) + wing(-1)
}
