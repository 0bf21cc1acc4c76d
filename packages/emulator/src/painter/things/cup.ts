import type { Canvas } from '../canvas.ts'
import { darken, lighten, mix } from '../color.ts'
import { digits, fill, type Point, stroke } from '../drawing.ts'
import { linearGradient } from '../gradient.ts'

/** Draws a steaming cup on its saucer; `foot` is where it stands. */
export function cup(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette, name } = canvas
  const color = lighten(mix(palette.accent, palette.sky[2], 0.3), 0.1)
  const [half, rise] = [size * 0.33, size * 0.42]
  const glaze = linearGradient(
    name('glaze'),
    [
      [x - half, y],
      [x + half, y],
    ],
    [
      [0, darken(color, 0.12)],
      [0.25, lighten(color, 0.45)],
      [0.6, color],
      [1, darken(color, 0.38)],
    ],
  )
  const top = y - rise - size * 0.04
  const body = `M${digits(x - half)} ${digits(top)}C${digits(x - half)} ${digits(y - rise * 0.3)} ${digits(x - half * 0.7)} ${digits(y - size * 0.02)} ${digits(x)} ${digits(y - size * 0.02)}C${digits(x + half * 0.7)} ${digits(y - size * 0.02)} ${digits(x + half)} ${digits(y - rise * 0.3)} ${digits(x + half)} ${digits(top)}Z`
  const handle = `M${digits(x + half * 0.94)} ${digits(top + rise * 0.14)}c${digits(half * 0.75)} ${digits(-rise * 0.06)} ${digits(half * 0.66)} ${digits(rise * 0.62)} ${digits(-half * 0.1)} ${digits(rise * 0.5)}`
  const steam = [-0.35, 0.02, 0.4].map(
    (aside, index) =>
      `M${digits(x + aside * half)} ${digits(top - size * 0.08)}c${digits(-size * 0.09)} ${digits(-size * 0.1)} ${digits(size * 0.09)} ${digits(-size * 0.17)} 0 ${digits(-size * (0.27 + (index === 1 ? 0.1 : 0)))}`,
  )
  return [
    glaze.definition,
    stroke(handle, darken(color, 0.2), size * 0.055),
    oval([x, y], half * 1.5, lighten(color, 0.35)),
    oval([x, y - size * 0.015], half * 1.1, darken(color, 0.1)),
    fill(body, glaze.paint),
    oval([x, top], half, lighten(color, 0.5)),
    oval([x, top + size * 0.012], half * 0.87, mix('#3a1d12', palette.near, 0.2)),
    oval([x - half * 0.15, top + size * 0.018], half * 0.55, '#a5673f'),
    stroke(steam.join(''), '#ffffff', size * 0.028, 0.5),
  ].join('')
}

function oval([x, y]: Point, radius: number, color: string): string {
  return `<ellipse cx="${digits(x)}" cy="${digits(y)}" rx="${digits(radius)}" ry="${digits(radius * 0.2)}" fill="${color}"/>`
}
