import type { Canvas } from '../canvas.ts'
import { type Color, lighten, mix } from '../color.ts'
import { disc, fill, fillEach, type Point, polygon, stroke } from '../drawing.ts'
import { blade } from './leaves.ts'

/** Fills the foreground with grass and flowers, larger the nearer they grow. */
export function flowers(canvas: Canvas, top: number): string {
  const { height } = canvas
  return [0, 1, 2].map((row) => flowerRow(canvas, top + ((height - top) * (row + 0.75)) / 2.6, row)).join('')
}

function flowerRow(canvas: Canvas, base: number, row: number): string {
  const { width, unit, random, palette } = canvas
  const green = mix(palette.near, palette.far, 0.34 - row * 0.15)
  const size = unit * (1 + row * 0.65)
  const stems = Array.from({ length: Math.ceil(width / (size * 3.4)) }, (_, index) => {
    const foot: Point = [(index + random.between(0, 1)) * size * 3.4, base + size * 5]
    const head: Point = [foot[0] + random.between(-1, 1) * size, base - size * random.between(0.5, 5)]
    return { foot, head }
  })
  const tufts = Array.from({ length: Math.ceil(width / (size * 0.75)) }, (_, index) =>
    blade(
      {
        root: [index * size * 0.75, base + size * 5],
        angle: random.between(-1.95, -1.2),
        length: size * random.between(4, 8),
        droop: 0.12,
      },
      size * 0.22,
    ),
  )
  return [
    fillEach(tufts, green),
    stroke(stems.map(({ foot, head }) => `M${foot[0]} ${foot[1]}L${head[0]} ${head[1]}`).join(''), green, size * 0.14),
    ...stems.map(({ head }) => blossom(canvas, head, size * random.between(0.75, 1.15))),
  ].join('')
}

function blossom(canvas: Canvas, center: Point, size: number): string {
  const { random, palette } = canvas
  const dim = canvas.mood === 'night' ? 0.35 : 0.06
  const tint = (color: Color) => mix(color, palette.near, dim)
  const color = tint(random.pick(blossoms(canvas)))
  const shape = random.pick(['daisy', 'tulip', 'poppy', 'daisy'])
  if (shape === 'tulip') return fill(tulip(center, size), color)
  if (shape === 'poppy') return fill(poppy(center, size), color) + fill(disc(center, size * 0.22), palette.near)
  const petals = Array.from({ length: 7 }, (_, index) =>
    blade({ root: center, angle: (index / 7) * Math.PI * 2, length: size, droop: 0 }, size * 0.42),
  )
  return fill(petals.join(''), lighten(color, 0.25)) + fill(disc(center, size * 0.28), tint('#ffc845'))
}

function blossoms({ mentions, palette }: Canvas): readonly [Color, ...Color[]] {
  if (mentions('lavender')) return ['#9b7fe0', '#b59af0', '#8468cc']
  if (mentions('poppy', 'poppies', 'rose')) return ['#e5484d', '#f26b5e', '#d13438']
  if (mentions('sunflower')) return ['#ffc53d', '#ffb224', '#f5a623']
  return [palette.accent, '#ff7f9f', '#fff3d6', '#f7b53c', '#b78cf0']
}

function tulip([x, y]: Point, size: number): string {
  return polygon([
    [x - size * 0.5, y - size * 0.7],
    [x - size * 0.24, y - size * 0.35],
    [x, y - size * 0.85],
    [x + size * 0.24, y - size * 0.35],
    [x + size * 0.5, y - size * 0.7],
    [x + size * 0.46, y + size * 0.2],
    [x, y + size * 0.5],
    [x - size * 0.46, y + size * 0.2],
  ])
}

function poppy([x, y]: Point, size: number): string {
  const cups = [
    [-0.42, 0],
    [0.42, 0],
    [0, -0.4],
    [0, 0.34],
  ] as const
  return cups.map(([dx, dy]) => disc([x + dx * size, y + dy * size], size * 0.56)).join('')
}
