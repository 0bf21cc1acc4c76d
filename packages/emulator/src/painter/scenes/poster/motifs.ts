import type { Color } from '../../color.ts'
import { box, disc, fill, type Point, polygon } from '../../drawing.ts'

/** A square of the poster and its three inks. */
export interface Field {
  readonly x: number
  readonly y: number
  readonly side: number
  readonly ground: Color
  readonly motif: Color
  readonly detail: Color
}

// Fills a field with one shape, turned by so many quarters.
type Motif = (field: Field, turn: number) => string

const quarter: Motif = (field, turn) => {
  const { x, y, side, ground, motif, detail } = field
  const pie = (radius: number) => `M${x} ${y}h${radius}A${radius} ${radius} 0 0 1 ${x} ${y + radius}Z`
  const rings = fill(pie(side), motif) + fill(pie(side * 0.66), detail) + fill(pie(side * 0.33), ground)
  return turned(field, turn, fill(square(field), ground) + rings)
}

const target: Motif = (field) => {
  const center: Point = [field.x + field.side / 2, field.y + field.side / 2]
  const rings = [field.motif, field.ground, field.detail].map((color, index) =>
    fill(disc(center, field.side * (0.42 - index * 0.13)), color),
  )
  return fill(square(field), field.ground) + rings.join('')
}

const halves: Motif = (field, turn) => {
  const { x, y, side, ground, motif, detail } = field
  const bowls = [0, 0.5].map((level, index) =>
    fill(`M${x} ${y + side * level}a${side / 2} ${side / 2} 0 0 0 ${side} 0Z`, index === 0 ? motif : detail),
  )
  return turned(field, turn, fill(square(field), ground) + bowls.join(''))
}

const diagonal: Motif = (field, turn) => {
  const { x, y, side, ground, motif, detail } = field
  const wedge = fill(
    polygon([
      [x, y],
      [x + side, y],
      [x, y + side],
    ]),
    motif,
  )
  return turned(
    field,
    turn,
    fill(square(field), ground) + wedge + fill(disc([x + side * 0.7, y + side * 0.7], side * 0.17), detail),
  )
}

const stripes: Motif = (field, turn) => {
  const { x, y, side, ground, motif, detail } = field
  const bars = [0, 1, 2, 3].map((index) =>
    fill(box(x, y + (index * side) / 4, side, side / 8), index === 1 ? detail : motif),
  )
  return turned(field, turn, fill(square(field), ground) + bars.join(''))
}

const leaf: Motif = (field, turn) => {
  const { x, y, side, ground, motif, detail } = field
  const shape = `M${x} ${y}A${side} ${side} 0 0 1 ${x + side} ${y + side}A${side} ${side} 0 0 1 ${x} ${y}Z`
  return turned(
    field,
    turn,
    fill(square(field), ground) + fill(shape, motif) + fill(disc([x + side / 2, y + side / 2], side * 0.13), detail),
  )
}

const dots: Motif = (field) => {
  const { x, y, side, ground, motif } = field
  const places = Array.from({ length: 9 }, (_, index) =>
    disc([x + side * (0.2 + (index % 3) * 0.3), y + side * (0.2 + Math.floor(index / 3) * 0.3)], side * 0.075),
  )
  return fill(square(field), ground) + fill(places.join(''), motif)
}

/** All motifs that a field may show; the quarter circle is the theme. */
export const motifs = [quarter, target, halves, diagonal, stripes, leaf, quarter, dots] as const

function square({ x, y, side }: Field): string {
  // A hair larger than its field: neighbours must not show a seam.
  return box(x - 0.3, y - 0.3, side + 0.6, side + 0.6)
}

function turned({ x, y, side }: Field, turn: number, content: string): string {
  return `<g transform="rotate(${turn * 90} ${x + side / 2} ${y + side / 2})">${content}</g>`
}
