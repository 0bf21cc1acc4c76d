import type { Canvas } from '../canvas.ts'
import { type Color, mix } from '../color.ts'
import { box, fill } from '../drawing.ts'
import { type Field, motifs } from './poster/motifs.ts'

/** A poster of plain geometry: one motif to a field, five colours in all. */
export function poster(canvas: Canvas): string {
  const { width, height, random } = canvas
  const inks = inksOf(canvas)
  const rows = Math.max(Math.round(height / (canvas.unit * 21)), 2)
  const side = height / rows
  const columns = Math.ceil(width / side)
  const offset = (width - columns * side) / 2
  const fields = Array.from({ length: rows * columns }, (_, index): Field => {
    const [ground, motif, detail] = threeOf(inks, random.whole(0, 99))
    return { x: offset + (index % columns) * side, y: Math.floor(index / columns) * side, side, ground, motif, detail }
  })
  return (
    fill(box(0, 0, width, height), inks[0]) +
    fields.map((field) => random.pick(motifs)(field, random.whole(0, 3))).join('')
  )
}

type Inks = readonly [Color, Color, Color, Color, Color]

function inksOf({ palette, random }: Canvas): Inks {
  return random.pick<Inks>([
    ['#f4ead8', '#e4572e', '#17324d', '#f3a712', '#2e86ab'],
    ['#fbf3e4', '#d7263d', '#1b1b3a', '#f5c518', '#3aa99f'],
    [
      mix('#fdf6ea', palette.sky[2], 0.15),
      palette.accent,
      palette.near,
      mix(palette.sky[1], palette.far, 0.3),
      mix(palette.glow, palette.sky[1], 0.55),
    ],
    ['#f2efe6', '#ff6b5e', '#20285c', '#ffc95c', '#77b6c4'],
  ])
}

// Neighbouring inks, never twice the same in one field.
function threeOf(inks: Inks, draw: number): readonly [Color, Color, Color] {
  const orders = [
    [0, 1, 2],
    [0, 2, 3],
    [2, 3, 0],
    [3, 2, 1],
    [4, 0, 2],
    [1, 0, 2],
    [2, 4, 1],
    [0, 4, 1],
    [3, 1, 0],
    [2, 1, 3],
  ] as const
  const [a, b, c] = orders[draw % orders.length] ?? orders[0]
  return [inks[a], inks[b], inks[c]]
}
