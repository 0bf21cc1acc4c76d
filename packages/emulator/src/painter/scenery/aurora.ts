import type { Canvas } from '../canvas.ts'
import type { Color } from '../color.ts'
import { box, fill } from '../drawing.ts'
import { boxGradient } from '../gradient.ts'

/** Hangs curtains of northern light into the sky above `bottom`. */
export function aurora(canvas: Canvas, bottom: number): string {
  const curtains = [
    { hem: 0.5, low: '#8dffd0', high: '#7c6bff' },
    { hem: 0.72, low: '#7dffb4', high: '#3fc6d6' },
    { hem: 0.94, low: '#b4ff9a', high: '#35d49c' },
  ] as const
  return curtains
    .map(({ hem, low, high }, index) =>
      curtain(canvas, { hem: bottom * hem, rise: bottom * (0.42 + index * 0.08), low, high, index }),
    )
    .join('')
}

interface Curtain {
  readonly hem: number
  readonly rise: number
  readonly low: Color
  readonly high: Color
  readonly index: number
}

// A curtain is a row of narrow rays, each brightest at its foot; the hem winds, and the rays differ in height.
function curtain({ random, width, unit, name }: Canvas, { hem, rise, low, high, index }: Curtain): string {
  const ray = boxGradient(name(`aurora-${index}`), [
    [0, high, 0],
    [0.5, high, 0.22],
    [0.88, low, 0.62],
    [1, low, 0],
  ])
  const phase = random.between(0, 7)
  const stride = unit * 1.15
  const rays = Array.from({ length: Math.ceil(width / stride) + 2 }, (_, step) => {
    const x = (step - 1) * stride
    const sway = Math.sin(x / (unit * 19) + phase) * unit * 5 + Math.sin(x / (unit * 7.5) + phase * 2) * unit * 2
    const strength = 0.45 + 0.55 * Math.sin(x / (unit * 13) + phase * 3) ** 2
    const tall = rise * random.between(0.5, 1) * strength
    return fill(box(x, hem + sway - tall, stride * 1.02, tall), ray.paint, strength * random.between(0.55, 1))
  })
  return ray.definition + rays.join('')
}
