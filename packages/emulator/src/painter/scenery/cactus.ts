import type { Canvas } from '../canvas.ts'
import { mix } from '../color.ts'
import { fill, type Point, place, stroke } from '../drawing.ts'
import { dash } from './water.ts'

/** Sets a cactus with two raised arms into the sand. */
export function cactus(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette } = canvas
  const color = mix(palette.near, '#0f3d33', 0.4)
  const arm = (sign: 1 | -1, level: number, rise: number) =>
    `M${place([x, y - size * level])}h${sign * size * 0.16}q${sign * size * 0.1} 0 ${sign * size * 0.1} ${-size * 0.1}v${-size * rise}`
  const rib = [-0.05, 0.05].map((aside) => `M${place([x + aside * size, y - size * 0.04])}v${-size * 0.92}`)
  return [
    fill(dash([x + size * 0.4, y + size * 0.02], size * 1.1, size * 0.07), palette.near, 0.45),
    stroke(`M${place([x, y])}v${-size * 0.93}`, color, size * 0.2),
    stroke(arm(1, 0.42, 0.24) + arm(-1, 0.3, 0.32), color, size * 0.13),
    stroke(rib.join(''), mix(color, palette.glow, 0.4), size * 0.014, 0.5),
  ].join('')
}
