import type { Canvas } from '../canvas.ts'
import { type Color, darken, lighten } from '../color.ts'
import { digits, fill, type Point } from '../drawing.ts'
import { linearGradient } from '../gradient.ts'

/** Puts a round plinth on the table, lit from the left; `foot` is the middle of its lower rim. */
export function cylinder(
  canvas: Canvas,
  [x, y]: Point,
  { radius, height, color }: { readonly radius: number; readonly height: number; readonly color: Color },
): string {
  const round = linearGradient(
    canvas.name(`round-${Math.round(x)}-${Math.round(radius)}`),
    [
      [x - radius, y],
      [x + radius, y],
    ],
    [
      [0, darken(color, 0.08)],
      [0.28, lighten(color, 0.22)],
      [0.62, color],
      [1, darken(color, 0.34)],
    ],
  )
  const [r, flat] = [digits(radius), digits(radius * 0.2)]
  const left = digits(x - radius)
  const body = `M${left} ${digits(y - height)}V${digits(y)}A${r} ${flat} 0 0 0 ${digits(x + radius)} ${digits(y)}V${digits(y - height)}Z`
  return [
    round.definition,
    contactShadow(canvas, [x + radius * 0.25, y + radius * 0.08], radius * 1.25),
    fill(body, round.paint),
    `<ellipse cx="${digits(x)}" cy="${digits(y - height)}" rx="${r}" ry="${flat}" fill="${lighten(color, 0.34)}"/>`,
  ].join('')
}

/** Lets a thing touch what it stands on. */
export function contactShadow({ palette }: Canvas, [x, y]: Point, radius: number): string {
  return [1, 0.86, 0.72]
    .map(
      (share) =>
        `<ellipse cx="${digits(x)}" cy="${digits(y)}" rx="${digits(radius * share)}" ry="${digits(radius * share * 0.19)}" fill="${palette.near}" fill-opacity="0.13"/>`,
    )
    .join('')
}
