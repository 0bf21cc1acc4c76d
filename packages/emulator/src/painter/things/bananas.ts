import type { Canvas } from '../canvas.ts'
import { mix } from '../color.ts'
import { digits, fill, type Point } from '../drawing.ts'
import { linearGradient } from '../gradient.ts'

/** Draws a small hand of bananas; `foot` is where it lies. */
export function bananas(canvas: Canvas, [x, y]: Point, size: number): string {
  const skin = linearGradient(
    canvas.name('skin'),
    [
      [0, -0.62],
      [0, 0.1],
    ],
    [
      [0, '#fff0a0'],
      [0.45, '#ffd53d'],
      [1, '#e2a01c'],
    ],
  )
  const angles = [-34, -14, 8]
  const scale = size * 0.98
  const fruits = angles.map((angle, index) => {
    const turn = `translate(${digits(x + (index - 1) * size * 0.06)} ${digits(y + size * 0.02)}) scale(${digits(scale)}) rotate(${angle * 0.55} 0.28 -0.62)`
    return `<g transform="${turn}">${fruit(canvas, skin.paint)}</g>`
  })
  return skin.definition + fruits.join('')
}

// One banana in a frame of its own: the stem at the upper right, the tip at the lower left.
function fruit({ palette }: Canvas, skin: string): string {
  const body =
    'M0.27 -0.66C0.33 -0.36 0.2 0.02 -0.4 -0.06C-0.46 -0.07 -0.45 -0.13 -0.39 -0.14C0 -0.2 0.14 -0.4 0.19 -0.66Z'
  const shade = 'M0.27 -0.66C0.33 -0.36 0.2 0.02 -0.4 -0.06C-0.1 -0.05 0.22 -0.18 0.25 -0.66Z'
  const ridge = 'M0.222 -0.64C0.19 -0.36 0.06 -0.17 -0.36 -0.105C0.04 -0.18 0.17 -0.38 0.21 -0.64Z'
  const stem = 'M0.185 -0.65L0.2 -0.78L0.265 -0.79L0.275 -0.65Z'
  const tip = 'M-0.39 -0.14C-0.45 -0.14 -0.46 -0.07 -0.4 -0.06C-0.37 -0.08 -0.37 -0.12 -0.39 -0.14Z'
  return [
    fill(body, skin),
    fill(shade, '#b97a12', 0.4),
    fill(ridge, '#fff7c9', 0.75),
    fill(stem, '#b8962e'),
    fill(tip, mix('#4a3413', palette.near, 0.2)),
  ].join('')
}
