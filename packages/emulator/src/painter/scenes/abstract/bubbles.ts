import type { Canvas } from '../../canvas.ts'
import { darken, lighten, mix } from '../../color.ts'
import { box, digits, disc, fill, type Point } from '../../drawing.ts'
import { linearGradient, radialGradient } from '../../gradient.ts'
import { type Ramp, rampAt } from './ramp-at.ts'

/** Balls of soft light, large and small, that float along a diagonal. */
export function bubbles(canvas: Canvas, ramp: Ramp): string {
  const { width, height, unit, random } = canvas
  const air = linearGradient(
    canvas.name('air'),
    [
      [0, 0],
      [width, height],
    ],
    [
      [0, mix(ramp[0], ramp[1], 0.25)],
      [0.6, mix(ramp[1], ramp[2], 0.35)],
      [1, ramp[3]],
    ],
  )
  const rising = random.chance(0.5)
  const count = Math.min(Math.round(11 * Math.max(Math.max(width, height) / (unit * 110), 1)), 34)
  const balls = Array.from({ length: count }, (_, index) => {
    const share = (index + random.between(0.2, 0.8)) / count
    const drift = unit * random.between(-30, 30)
    const center: Point = [
      share * width + (height > width ? drift : 0),
      (rising ? 1 - share : share) * height * 0.8 + height * 0.08 + (height > width ? 0 : drift * 0.6),
    ]
    return { center, radius: unit * (2 + 17 * random.between(0, 1) ** 2.2), tone: random.between(0.3, 1) }
  })
  return [
    air.definition,
    fill(box(0, 0, width, height), air.paint),
    arcs(canvas, ramp),
    ...balls.toSorted((a, b) => a.radius - b.radius).map((ball, index) => bubble(canvas, ramp, { ...ball, index })),
  ].join('')
}

interface Ball {
  readonly center: Point
  readonly radius: number
  readonly tone: number
  readonly index: number
}

function bubble(canvas: Canvas, ramp: Ramp, { center, radius, tone, index }: Ball): string {
  const color = rampAt(ramp, tone)
  const skin = radialGradient(
    canvas.name(`ball-${index}`),
    [
      [0, lighten(color, 0.55)],
      [0.45, color],
      [0.85, mix(color, ramp[1], 0.55)],
      [1, mix(darken(color, 0.2), ramp[0], 0.55)],
    ],
    [0.32, 0.28],
  )
  const shadow = [1.2, 1.1].map((spread) =>
    fill(disc([center[0] + radius * 0.14, center[1] + radius * 0.2], radius * spread * 0.96), ramp[0], 0.1),
  )
  return skin.definition + shadow.join('') + fill(disc(center, radius), skin.paint)
}

function arcs({ width, height, unit, random }: Canvas, ramp: Ramp): string {
  const center: Point = [width * random.between(0.1, 0.9), height * random.between(0.9, 1.1)]
  return Array.from({ length: 9 }, (_, index) => {
    const radius = unit * (16 + index * 13)
    return `<circle cx="${digits(center[0])}" cy="${digits(center[1])}" r="${digits(radius)}" fill="none" stroke="${ramp[4]}" stroke-opacity="0.16" stroke-width="${digits(unit * 0.18)}"/>`
  }).join('')
}
