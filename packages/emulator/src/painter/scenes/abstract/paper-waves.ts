import type { Canvas } from '../../canvas.ts'
import { darken, lighten, mix } from '../../color.ts'
import { box, digits, disc, fill, type Point } from '../../drawing.ts'
import { linearGradient, verticalGradient } from '../../gradient.ts'
import { crest, ground } from '../../scenery/hills.ts'
import { halo } from '../../scenery/light.ts'
import { type Ramp, rampAt } from './ramp-at.ts'

/** Sheets of coloured paper that are cut in waves and lie on each other, a disc of light behind them. */
export function paperWaves(canvas: Canvas, ramp: Ramp): string {
  const { width, height, unit, random } = canvas
  const center: Point = [width * random.between(0.32, 0.68), height * random.between(0.24, 0.3)]
  const radius = Math.min(unit * 14, height * 0.22)
  const air = verticalGradient(
    canvas.name('air'),
    [0, height * 0.7],
    [
      [0, ramp[0]],
      [0.5, mix(ramp[1], ramp[2], 0.4)],
      [1, ramp[3]],
    ],
  )
  const shine = verticalGradient(
    canvas.name('disk'),
    [center[1] - radius, center[1] + radius],
    [
      [0, lighten(ramp[4], 0.45)],
      [1, ramp[3]],
    ],
  )
  return [
    air.definition,
    shine.definition,
    fill(box(0, 0, width, height), air.paint),
    halo({ ...canvas, palette: { ...canvas.palette, glow: ramp[4] } }, { center, radius: radius * 2.5, strength: 0.5 }),
    fill(disc(center, radius), shine.paint),
    orbits(canvas, { center, radius }, ramp[4]),
    ...Array.from({ length: sheets }, (_, index) => sheet(canvas, ramp, index)),
  ].join('')
}

const sheets = 8

function orbits(
  { unit, random }: Canvas,
  { center, radius }: { readonly center: Point; readonly radius: number },
  color: string,
): string {
  const rings = [1.25, 1.52, 1.86].map((spread) => {
    const turn = random.between(-2.8, -0.3)
    const bead: Point = [center[0] + Math.cos(turn) * radius * spread, center[1] + Math.sin(turn) * radius * spread]
    const ring = `cx="${digits(center[0])}" cy="${digits(center[1])}" r="${digits(radius * spread)}"`
    return `<circle ${ring} fill="none" stroke="${color}" stroke-opacity="0.4" stroke-width="${digits(unit * 0.12)}"/>${fill(disc(bead, unit * random.between(0.5, 1.1)), color)}`
  })
  return rings.join('')
}

function sheet(canvas: Canvas, ramp: Ramp, index: number): string {
  const { height, unit, width } = canvas
  const share = index / sheets
  const base = height * (0.36 + share * 0.6)
  const swing = Math.min(unit * (9 - index * 0.4), height * 0.09)
  const line = crest(canvas, { base, swing, stride: unit * (46 + index * 6) })
  const color = rampAt(ramp, 0.95 - share * 0.92)
  const side = linearGradient(
    canvas.name(`sheet-${index}`),
    [
      [0, base],
      [width, base + swing],
    ],
    [
      [0, lighten(color, 0.06)],
      [1, darken(color, 0.1)],
    ],
  )
  const shadows = [1.5, 0.95, 0.45].map((drop) =>
    fill(
      ground(
        line.map(([x, y]): Point => [x, y - unit * drop]),
        height,
      ),
      ramp[0],
      0.1,
    ),
  )
  return side.definition + shadows.join('') + fill(ground(line, height), side.paint)
}
