import type { Canvas } from '../../canvas.ts'
import { darken, lighten } from '../../color.ts'
import { box, fill, type Point, place, smoothLine } from '../../drawing.ts'
import { linearGradient } from '../../gradient.ts'
import { type Ramp, rampAt } from './ramp-at.ts'

/** A bundle of ribbons that swings through the frame, each in the next colour. */
export function ribbons(canvas: Canvas, ramp: Ramp): string {
  const { width, height, random } = canvas
  const isWide = width >= height
  const [long, across] = isWide ? [width, height] : [height, width]
  const air = linearGradient(
    canvas.name('air'),
    [
      [0, 0],
      [width, height],
    ],
    [
      [0, darken(ramp[0], 0.25)],
      [1, ramp[1]],
    ],
  )
  const phase = random.between(0, Math.PI * 2)
  const bends = Math.min(Math.max(long / across, 1), 3.2) * random.between(0.75, 1.05)
  const at = (row: number, share: number): Point => {
    const lean = across * (0.62 - 0.24 * share)
    const pinch = 0.62 + 0.38 * Math.sin(share * Math.PI * 2 * bends * 0.8 + phase * 2)
    const sway = Math.sin(share * Math.PI * 2 * bends + phase + row * 0.62) * across * 0.13
    const level = lean + sway + (row - 0.5) * across * 0.74 * pinch
    return isWide ? [share * long, level] : [level, share * long]
  }
  return (
    air.definition +
    fill(box(0, 0, width, height), air.paint) +
    Array.from({ length: count }, (_, index) => ribbon(canvas, { ramp, index, at })).join('')
  )
}

const count = 15

interface Ribbon {
  readonly ramp: Ramp
  readonly index: number
  readonly at: (row: number, share: number) => Point
}

function ribbon(canvas: Canvas, { ramp, index, at }: Ribbon): string {
  const { width, height, unit } = canvas
  const [row, next] = [index / count, (index + 1.25) / count]
  const color = rampAt(ramp, 0.12 + (index / count) * 0.88)
  const shares = Array.from({ length: 65 }, (_, step) => -0.04 + (step / 64) * 1.08)
  const edge = shares.map((share) => at(row, share))
  const back = shares.toReversed().map((share) => at(next, share))
  const shape = `${smoothLine(edge)}L${smoothLine(back).slice(1)}Z`
  const shine = linearGradient(
    canvas.name(`ribbon-${index}`),
    [
      [0, 0],
      [width, height],
    ],
    [
      [0, darken(color, 0.16)],
      [0.3, lighten(color, 0.16)],
      [0.55, darken(color, 0.08)],
      [0.8, lighten(color, 0.22)],
      [1, darken(color, 0.12)],
    ],
  )
  const shadow = edge.map(([x, y]): Point => (width >= height ? [x, y - unit * 0.8] : [x - unit * 0.8, y]))
  return (
    shine.definition +
    fill(`${smoothLine(shadow)}L${smoothLine(back).slice(1)}Z`, ramp[0], 0.22) +
    fill(shape, shine.paint) +
    glint(edge, color, unit)
  )
}

function glint(edge: readonly Point[], color: `#${string}`, unit: number): string {
  const low = edge.map(([x, y]): Point => [x, y + unit * 0.16])
  return fill(`${smoothLine(edge)}L${low.toReversed().map(place).join('L')}Z`, lighten(color, 0.5), 0.6)
}
