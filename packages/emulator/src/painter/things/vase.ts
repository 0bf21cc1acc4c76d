import type { Canvas } from '../canvas.ts'
import { darken, lighten, mix } from '../color.ts'
import { digits, disc, fill, type Point, stroke } from '../drawing.ts'
import { linearGradient } from '../gradient.ts'
import { along, blade } from '../scenery/leaves.ts'

/** Draws a bellied vase with a few branches in bloom; `foot` is where it stands. */
export function vase(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette, name } = canvas
  const color = mix(palette.light, palette.far, 0.25)
  const [half, neck, rise] = [size * 0.3, size * 0.1, size * 0.56]
  const clay = linearGradient(
    name('clay'),
    [
      [x - half, y],
      [x + half, y],
    ],
    [
      [0, darken(color, 0.1)],
      [0.28, lighten(color, 0.4)],
      [0.62, color],
      [1, darken(color, 0.38)],
    ],
  )
  const top = y - rise
  const body = [
    `M${digits(x - neck)} ${digits(top)}C${digits(x - neck)} ${digits(top + rise * 0.24)} ${digits(x - half)} ${digits(top + rise * 0.3)} ${digits(x - half)} ${digits(top + rise * 0.6)}`,
    `C${digits(x - half)} ${digits(y - rise * 0.1)} ${digits(x - half * 0.55)} ${digits(y + size * 0.03)} ${digits(x)} ${digits(y + size * 0.03)}`,
    `C${digits(x + half * 0.55)} ${digits(y + size * 0.03)} ${digits(x + half)} ${digits(y - rise * 0.1)} ${digits(x + half)} ${digits(top + rise * 0.6)}`,
    `C${digits(x + half)} ${digits(top + rise * 0.3)} ${digits(x + neck)} ${digits(top + rise * 0.24)} ${digits(x + neck)} ${digits(top)}Z`,
  ].join('')
  return (
    clay.definition +
    [-2.15, -1.75, -1.4, -0.98]
      .map((angle, index) =>
        branch(canvas, [x, top + size * 0.02], { angle, length: size * (index % 2 === 0 ? 0.62 : 0.8) }),
      )
      .join('') +
    fill(body, clay.paint)
  )
}

function branch(
  canvas: Canvas,
  root: Point,
  { angle, length }: { readonly angle: number; readonly length: number },
): string {
  const { palette, random } = canvas
  const growth = { root, angle, length, droop: 0.12 }
  const shares = [0.35, 0.5, 0.64, 0.78, 0.92]
  const leaves = shares.flatMap((share) =>
    [-1, 1].map((side) =>
      blade({ root: along(growth, share), angle: angle + side * 0.9, length: length * 0.2, droop: 0.1 }, length * 0.06),
    ),
  )
  const buds = [...shares, 1].map((share) => {
    const [x, y] = along(growth, share)
    return disc(
      [x + random.between(-0.05, 0.05) * length, y + random.between(-0.05, 0.05) * length],
      length * random.between(0.03, 0.06),
    )
  })
  const tip = along(growth, 1)
  const bend = along(growth, 0.5)
  const stem = `M${digits(root[0])} ${digits(root[1])}Q${digits(bend[0])} ${digits(bend[1])} ${digits(tip[0])} ${digits(tip[1])}`
  const green = mix('#2f6b4f', palette.near, 0.3)
  return stroke(stem, green, length * 0.018) + fill(leaves.join(''), green) + fill(buds.join(''), palette.accent)
}
