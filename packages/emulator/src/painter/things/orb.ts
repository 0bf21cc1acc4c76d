import type { Canvas } from '../canvas.ts'
import { darken, lighten } from '../color.ts'
import { disc, fill, type Point } from '../drawing.ts'
import { radialGradient } from '../gradient.ts'
import { contactShadow } from '../scenery/plinth.ts'

/** Draws a polished ball; `foot` is where it touches the ground. */
export function orb(canvas: Canvas, foot: Point, radius: number): string {
  const { accent } = canvas.palette
  const shine = radialGradient(
    canvas.name('orb'),
    [
      [0, lighten(accent, 0.75)],
      [0.35, lighten(accent, 0.15)],
      [1, darken(accent, 0.45)],
    ],
    [0.34, 0.3],
  )
  return (
    contactShadow(canvas, foot, radius * 0.9) +
    shine.definition +
    fill(disc([foot[0], foot[1] - radius * 0.97], radius), shine.paint)
  )
}
