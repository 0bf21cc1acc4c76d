import type { Random } from '../../seeded-random.ts'
import type { Canvas } from '../canvas.ts'
import { darken, lighten, mix } from '../color.ts'
import { box, digits, disc, fill, type Point, polygon } from '../drawing.ts'

/** Makes path data of a round tree on a short trunk. */
export function roundTree(random: Random, [x, y]: Point, size: number): string {
  const puffs = [
    [0, -1.15, 0.62],
    [-0.42, -0.85, 0.46],
    [0.42, -0.85, 0.48],
  ] as const
  const crown = puffs.map(([dx, dy, radius]) =>
    disc([x + dx * size, y + dy * size], radius * size * random.between(0.85, 1.1)),
  )
  return crown.join('') + box(x - size * 0.07, y - size * 0.7, size * 0.14, size * 0.8)
}

/** Builds a windmill; its sails stand as the wind has left them. */
export function windmill(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette, random } = canvas
  const wall = mix(lighten(palette.light, 0.2), palette.near, canvas.mood === 'night' ? 0.55 : 0.14)
  const hub: Point = [x, y - size * 0.88]
  const turn = random.between(0, 90)
  const sail =
    box(hub[0] - size * 0.012, hub[1] - size * 0.62, size * 0.024, size * 0.62) +
    box(hub[0] + size * 0.012, hub[1] - size * 0.6, size * 0.12, size * 0.42)
  const sails = [0, 90, 180, 270].map(
    (angle) =>
      `<g transform="rotate(${digits(turn + angle)} ${digits(hub[0])} ${digits(hub[1])})">${fill(sail, mix(palette.near, palette.far, 0.1), 0.92)}</g>`,
  )
  return [
    fill(
      polygon([
        [x - size * 0.2, y],
        [x - size * 0.13, y - size * 0.85],
        [x + size * 0.13, y - size * 0.85],
        [x + size * 0.2, y],
      ]),
      wall,
    ),
    fill(
      polygon([
        [x + size * 0.03, y],
        [x + size * 0.02, y - size * 0.85],
        [x + size * 0.13, y - size * 0.85],
        [x + size * 0.2, y],
      ]),
      palette.near,
      0.16,
    ),
    fill(
      polygon([
        [x - size * 0.16, y - size * 0.83],
        [x, y - size * 1.06],
        [x + size * 0.16, y - size * 0.83],
      ]),
      mix('#b8483a', palette.near, 0.25),
    ),
    fill(box(x - size * 0.045, y - size * 0.5, size * 0.08, size * 0.1), palette.near, 0.7),
    ...sails,
    fill(disc(hub, size * 0.035), palette.near),
  ].join('')
}

/** Builds a cottage with a lit window. */
export function cottage(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette, mood } = canvas
  const wall = mix(lighten(palette.light, 0.3), palette.near, mood === 'night' ? 0.6 : 0.1)
  const roof = mix('#c9573f', palette.near, mood === 'night' ? 0.6 : 0.18)
  return [
    fill(box(x + size * 0.32, y - size * 1.35, size * 0.17, size * 0.5), darken(roof, 0.2)),
    fill(box(x - size * 0.7, y - size * 0.7, size * 1.4, size * 0.75), wall),
    fill(
      polygon([
        [x - size * 0.86, y - size * 0.66],
        [x - size * 0.5, y - size * 1.2],
        [x + size * 0.5, y - size * 1.2],
        [x + size * 0.86, y - size * 0.66],
      ]),
      roof,
    ),
    fill(box(x - size * 0.12, y - size * 0.45, size * 0.24, size * 0.5), darken(roof, 0.25)),
    fill(
      box(x - size * 0.5, y - size * 0.45, size * 0.22, size * 0.22) +
        box(x + size * 0.28, y - size * 0.45, size * 0.22, size * 0.22),
      mood === 'day' ? mix(palette.near, palette.sky[1], 0.4) : lighten(palette.accent, 0.3),
    ),
  ].join('')
}
