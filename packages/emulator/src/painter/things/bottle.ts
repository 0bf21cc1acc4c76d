import type { Canvas } from '../canvas.ts'
import { darken, lighten, mix } from '../color.ts'
import { box, digits, fill, type Point } from '../drawing.ts'
import { linearGradient } from '../gradient.ts'

/** Draws a bottle of coloured glass with a label; `foot` is where it stands. */
export function bottle(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette, name } = canvas
  const color = mix(palette.sky[0], palette.near, 0.25)
  const [half, neck, rise] = [size * 0.27, size * 0.085, size * 0.74]
  const across = (id: string, stops: Parameters<typeof linearGradient>[2]) =>
    linearGradient(
      name(id),
      [
        [x - half, y],
        [x + half, y],
      ],
      stops,
    )
  const glass = across('glass', [
    [0, darken(color, 0.2)],
    [0.16, lighten(color, 0.42)],
    [0.3, color],
    [0.72, darken(color, 0.2)],
    [0.9, lighten(color, 0.22)],
    [1, darken(color, 0.35)],
  ])
  const metal = across('metal', [
    [0.3, darken(palette.accent, 0.35)],
    [0.44, lighten(palette.accent, 0.65)],
    [0.7, darken(palette.accent, 0.4)],
  ])
  const shoulder = y - rise
  const body = [
    `M${digits(x - half)} ${digits(shoulder + half * 0.7)}`,
    `C${digits(x - half)} ${digits(shoulder + half * 0.1)} ${digits(x - neck)} ${digits(shoulder + half * 0.12)} ${digits(x - neck)} ${digits(shoulder - half * 0.25)}`,
    `H${digits(x + neck)}`,
    `C${digits(x + neck)} ${digits(shoulder + half * 0.12)} ${digits(x + half)} ${digits(shoulder + half * 0.1)} ${digits(x + half)} ${digits(shoulder + half * 0.7)}`,
    `V${digits(y - half * 0.16)}Q${digits(x + half)} ${digits(y + half * 0.1)} ${digits(x)} ${digits(y + half * 0.12)}Q${digits(x - half)} ${digits(y + half * 0.1)} ${digits(x - half)} ${digits(y - half * 0.16)}Z`,
  ].join('')
  const label = `M${digits(x - half)} ${digits(y - rise * 0.56)}q${digits(half)} ${digits(half * 0.16)} ${digits(half * 2)} 0v${digits(rise * 0.34)}q${digits(-half)} ${digits(half * 0.16)} ${digits(-half * 2)} 0Z`
  return [
    glass.definition,
    metal.definition,
    fill(body, glass.paint),
    fill(label, lighten(palette.sky[2], 0.55), 0.94),
    fill(
      box(x - half * 0.34, y - rise * 0.4, half * 0.68, size * 0.022) +
        box(x - half * 0.2, y - rise * 0.34, half * 0.4, size * 0.012),
      palette.near,
      0.8,
    ),
    fill(box(x - neck * 1.35, shoulder - half * 0.8, neck * 2.7, half * 0.58), metal.paint),
    fill(box(x - half * 0.78, shoulder + half, half * 0.1, rise * 0.66), '#ffffff', 0.4),
  ].join('')
}
