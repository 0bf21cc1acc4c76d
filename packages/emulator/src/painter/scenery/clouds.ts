import type { Canvas } from '../canvas.ts'
import { lighten, mix } from '../color.ts'
import { disc, fill, type Point, smoothLine } from '../drawing.ts'

/** Draws long thin clouds that catch the colour of the light. */
export function streaks(canvas: Canvas, [top, bottom]: readonly [number, number], count = 7): string {
  const { random, unit, width, palette } = canvas
  const amount = Math.round(count * Math.max(width / (unit * 100), 1))
  return Array.from({ length: amount }, (_, index) => {
    const share = index / amount
    const y = top + (bottom - top) * share + random.between(-1, 1) * unit
    const paint = mix(palette.sky[1], palette.glow, 0.25 + share * 0.6)
    return fill(
      streak([random.between(-0.1, 1) * width, y], unit * random.between(14, 38), unit * random.between(0.5, 1.3)),
      paint,
      0.5,
    )
  }).join('')
}

/** Draws heaped clouds with flat feet, as they stand on a summer's day. */
export function heaps(canvas: Canvas, [top, bottom]: readonly [number, number], count = 4): string {
  const { random, unit, width, palette } = canvas
  const amount = Math.round(count * Math.max(width / (unit * 100), 1))
  return Array.from({ length: amount }, (_, index) => {
    const size = unit * random.between(1.8, 4)
    const x = ((index + random.between(0.1, 0.9)) / amount) * width
    const y = random.between(top, bottom)
    return (
      fill(heap(canvas, [x, y + size * 0.25], size), mix(palette.sky[1], palette.sky[2], 0.4), 0.8) +
      fill(heap(canvas, [x, y], size), lighten(palette.sky[2], 0.7), 0.85)
    )
  }).join('')
}

function streak([x, y]: Point, length: number, thickness: number): string {
  return `${smoothLine([
    [x, y],
    [x + length * 0.3, y - thickness * 0.8],
    [x + length * 0.55, y - thickness],
    [x + length, y],
    [x + length * 0.6, y + thickness * 0.35],
    [x, y],
  ])}Z`
}

function heap({ random }: Canvas, [x, y]: Point, size: number): string {
  const puffs = [-2.6, -1.7, -0.8, 0.1, 1, 1.9, 2.6].map((offset) => {
    const radius = size * (1.1 - Math.abs(offset) * 0.3) * random.between(0.85, 1.15)
    return disc([x + offset * size, y - radius * 0.75], radius)
  })
  return puffs.join('')
}
