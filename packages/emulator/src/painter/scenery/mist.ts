import type { Canvas } from '../canvas.ts'
import type { Color } from '../color.ts'
import { box, fill } from '../drawing.ts'
import { verticalGradient } from '../gradient.ts'

/** Lets a bank of mist lie in front of what is already painted: thick at `bottom`, gone at `top`. */
export function mist(
  canvas: Canvas,
  [top, bottom]: readonly [number, number],
  [color, strength]: readonly [Color, number],
): string {
  const bank = verticalGradient(
    canvas.name(`mist-${Math.round(top)}-${Math.round(bottom)}-${Math.round(strength * 1000)}`),
    [top, bottom],
    [
      [0, color, 0],
      [0.75, color, strength],
      [1, color, strength],
    ],
  )
  return bank.definition + fill(box(0, top, canvas.width, bottom - top), bank.paint)
}
