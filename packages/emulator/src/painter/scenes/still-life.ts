import type { Canvas } from '../canvas.ts'
import { lighten, mix } from '../color.ts'
import type { Point } from '../drawing.ts'
import { contactShadow, cylinder } from '../scenery/plinth.ts'
import { studio, studioTone } from '../scenery/studio.ts'
import { bananas } from '../things/bananas.ts'
import { bottle } from '../things/bottle.ts'
import { cup } from '../things/cup.ts'
import { orb } from '../things/orb.ts'
import { vase } from '../things/vase.ts'

/** A thing on a plinth before an arch, as a studio would show a product. */
export function stillLife(canvas: Canvas): string {
  const { width, height, unit } = canvas
  const size = Math.min(unit * 30, height * 0.36)
  const floor = height * 0.76
  const middle = width / 2
  const tone = studioTone(canvas)
  const top: Point = [middle, floor - size * 0.2]
  return [
    studio(canvas, [middle, floor], size),
    cylinder(canvas, [middle - size * 0.86, floor + size * 0.16], {
      radius: size * 0.34,
      height: size * 0.22,
      color: mix(tone, canvas.palette.accent, 0.35),
    }),
    orb(canvas, [middle - size * 0.86, floor - size * 0.06], size * 0.17),
    cylinder(canvas, [middle + size * 0.9, floor + size * 0.1], {
      radius: size * 0.24,
      height: size * 0.62,
      color: mix(tone, canvas.palette.far, 0.4),
    }),
    cylinder(canvas, [middle, floor + size * 0.12], {
      radius: size * 0.62,
      height: size * 0.32,
      color: lighten(tone, 0.3),
    }),
    contactShadow(canvas, top, size * 0.44),
    thing(canvas, top, size),
  ].join('')
}

function thing(canvas: Canvas, foot: Point, size: number): string {
  if (canvas.mentions('banana', 'fruit', 'food', 'bananas')) return bananas(canvas, foot, size)
  if (canvas.mentions('coffee', 'cup', 'mug', 'tea', 'espresso')) return cup(canvas, foot, size)
  if (canvas.mentions('vase', 'flower', 'bouquet', 'plant', 'ceramic')) return vase(canvas, foot, size)
  return bottle(canvas, foot, size)
}
