import type { Canvas } from '../canvas.ts'
import { type Color, darken, lighten, mix } from '../color.ts'
import { box, fill, type Point, place } from '../drawing.ts'
import { linearGradient, verticalGradient } from '../gradient.ts'
import { frond } from './leaves.ts'

/** Builds the room of a product picture: a wall with an arch, a table, and the light of a window. */
export function studio(canvas: Canvas, [middle, floor]: Point, size: number): string {
  const edge = fill(box(0, floor - canvas.unit * 0.1, canvas.width, canvas.unit * 0.2), canvas.palette.near, 0.1)
  return wall(canvas, floor) + arch(canvas, [middle, floor], size) + leafShadows(canvas, floor) + edge
}

/** The colour that everything in the studio is tinted with. */
export function studioTone({ palette }: Canvas): Color {
  return mix(mix(palette.sky[1], palette.sky[2], 0.55), palette.accent, 0.12)
}

function wall(canvas: Canvas, floor: number): string {
  const { width, height } = canvas
  const color = studioTone(canvas)
  const light = linearGradient(
    canvas.name('wall'),
    [
      [0, 0],
      [width, height],
    ],
    [
      [0, lighten(color, 0.28)],
      [1, darken(color, 0.16)],
    ],
  )
  const table = verticalGradient(
    canvas.name('table'),
    [floor, height],
    [
      [0, lighten(color, 0.14)],
      [1, darken(color, 0.3)],
    ],
  )
  return (
    light.definition +
    table.definition +
    fill(box(0, 0, width, floor + 1), light.paint) +
    fill(box(0, floor, width, height - floor), table.paint)
  )
}

function arch(canvas: Canvas, [x, floor]: Point, size: number): string {
  const color = mix(studioTone(canvas), canvas.palette.sky[0], 0.5)
  const depth = linearGradient(
    canvas.name('arch'),
    [
      [x - size, 0],
      [x + size, 0],
    ],
    [
      [0, darken(color, 0.22)],
      [0.35, color],
      [1, lighten(color, 0.16)],
    ],
  )
  const shape = (half: number, rise: number) =>
    `M${place([x - half, floor])}V${floor - rise}A${half} ${half} 0 0 1 ${x + half} ${floor - rise}V${floor}Z`
  return (
    depth.definition +
    fill(shape(size * 1.16, size * 0.62), lighten(studioTone(canvas), 0.36), 0.8) +
    fill(shape(size * 1.06, size * 0.62), depth.paint)
  )
}

// The shadow of a plant that stands outside the frame tells where the window is.
function leafShadows(canvas: Canvas, floor: number): string {
  const { width, unit, palette, random } = canvas
  const leaves = [0.35, 0.7, 1.1, 1.5].map((angle) =>
    frond(
      {
        root: [width + unit * 4, -unit * 4],
        angle: Math.PI - angle + random.between(-0.08, 0.08),
        length: Math.min(unit * random.between(38, 52), floor),
        droop: 0.25,
      },
      13,
    ),
  )
  return fill(leaves.join(''), palette.near, 0.13)
}
