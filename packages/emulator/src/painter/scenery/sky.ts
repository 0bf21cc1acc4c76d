import type { Canvas } from '../canvas.ts'
import { box, fill } from '../drawing.ts'
import { verticalGradient } from '../gradient.ts'

/** Paints the sky behind everything, brightest at the horizon. */
export function sky(canvas: Canvas, horizon: number): string {
  const [zenith, middle, low] = canvas.palette.sky
  const air = verticalGradient(
    canvas.name('sky'),
    [0, horizon],
    [
      [0, zenith],
      [0.55, middle],
      [1, low],
    ],
  )
  return air.definition + fill(box(0, 0, canvas.width, canvas.height), air.paint)
}
