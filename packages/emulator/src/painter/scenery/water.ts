import type { Canvas } from '../canvas.ts'
import { darken, mix } from '../color.ts'
import { box, digits, fill, type Point, place } from '../drawing.ts'
import { verticalGradient } from '../gradient.ts'

/** Lays still water below a horizon of whole pixels: it mirrors the sky and the `land` at its shore, darkened towards us. */
export function stillWater(canvas: Canvas, horizon: number, land: string): string {
  const { width, height, palette } = canvas
  const [zenith, middle, low] = palette.sky
  const id = canvas.name('mirrored')
  const surface = box(0, horizon, width, height - horizon)
  const mirroredSky = verticalGradient(
    canvas.name('mirrored-sky'),
    [horizon, horizon * 2],
    [
      [0, low],
      [0.45, middle],
      [1, zenith],
    ],
  )
  const depth = verticalGradient(
    canvas.name('water'),
    [horizon, height],
    [
      [0, mix(low, palette.far, 0.5), 0.25],
      [0.25, mix(middle, palette.far, 0.5), 0.5],
      [1, mix(darken(middle, 0.25), palette.near, 0.75), 0.96],
    ],
  )
  return [
    mirroredSky.definition,
    depth.definition,
    `<g id="${id}">${land}</g>`,
    fill(surface, mirroredSky.paint),
    `<clipPath id="${id}-edge"><path d="${surface}"/></clipPath>`,
    `<g clip-path="url(#${id}-edge)"><use href="#${id}" transform="translate(0 ${digits(horizon * 2)}) scale(1 -1)"/></g>`,
    fill(surface, depth.paint),
  ].join('')
}

/** Fills the water below a horizon with the sky's colours. */
export function openWater(canvas: Canvas, horizon: number): string {
  const { width, height, palette } = canvas
  const [zenith, middle, low] = palette.sky
  const depth = verticalGradient(
    canvas.name('sea'),
    [horizon, height],
    [
      [0, mix(low, palette.far, 0.45)],
      [0.3, mix(middle, palette.far, 0.35)],
      [1, mix(zenith, palette.near, 0.6)],
    ],
  )
  return depth.definition + fill(box(0, horizon, width, height - horizon), depth.paint)
}

/** Lets the light glitter on the water in a path towards us. */
export function glitter(canvas: Canvas, [x, horizon]: Point, spread: number): string {
  const { height, unit, random, palette } = canvas
  const depth = height - horizon
  const dashes = Array.from({ length: 70 }, (_, index) => {
    const share = (index / 70) ** 1.5
    const y = horizon + depth * share * 0.92 + unit * 0.25
    const reach = spread * (0.25 + share * 1.1)
    const length = reach * random.between(0.15, 0.75) * (1 - share * 0.35)
    return dash([x + random.between(-1, 1) * reach * 0.6, y], length, unit * (0.1 + share * 0.42))
  })
  return fill(dashes.join(''), palette.light, 0.72)
}

/** Scatters thin ripples over the water, so that it lies flat. */
export function ripples(canvas: Canvas, horizon: number, strength = 0.22): string {
  const { width, height, unit, random, palette } = canvas
  const count = Math.round((width / unit) * 0.9)
  const dashes = Array.from({ length: count }, () => {
    const share = random.between(0, 1) ** 1.6
    const y = horizon + (height - horizon) * share + unit * 0.3
    return dash(
      [random.between(0, width), y],
      unit * random.between(1.5, 5) * (0.5 + share),
      unit * (0.05 + share * 0.16),
    )
  })
  return fill(dashes.join(''), mix(palette.glow, palette.sky[2], 0.4), strength)
}

/** Makes path data of a lens that lies on its side. */
export function dash([x, y]: Point, length: number, thickness: number): string {
  const [left, right]: readonly [Point, Point] = [
    [x - length / 2, y],
    [x + length / 2, y],
  ]
  return `M${place(left)}Q${place([x, y - thickness])} ${place(right)}Q${place([x, y + thickness])} ${place(left)}Z`
}
