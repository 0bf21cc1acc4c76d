import type { Canvas } from '../canvas.ts'
import { mix } from '../color.ts'
import { disc, fill, type Point } from '../drawing.ts'

/** Hangs the sun or the moon into the sky, with the air glowing around it. */
export function light(canvas: Canvas, center: Point, radius: number): string {
  const { palette, mood } = canvas
  const isMoon = mood === 'night'
  return [
    halo(canvas, { center, radius: radius * (isMoon ? 4.2 : 5), strength: isMoon ? 0.55 : 0.8 }),
    ...[2.5, 1.85, 1.4].map((spread) => fill(disc(center, radius * spread), palette.glow, isMoon ? 0.07 : 0.13)),
    fill(disc(center, radius), palette.light),
    isMoon ? craters(canvas, center, radius) : '',
  ].join('')
}

/** Lets the air glow around a place. */
export function halo(
  { palette }: Canvas,
  { center, radius, strength }: { readonly center: Point; readonly radius: number; readonly strength: number },
): string {
  // Many faint discs look like a radial gradient and are filled in a third of its time.
  const discs = Array.from({ length: rings }, (_, ring) => disc(center, radius * (1 - ring / rings) ** 1.25))
  return discs.map((data) => fill(data, palette.glow, (strength * 1.2) / rings)).join('')
}

const rings = 30

function craters({ palette }: Canvas, [x, y]: Point, radius: number): string {
  const spots = [
    [-0.35, -0.25, 0.22],
    [0.25, -0.45, 0.13],
    [0.38, 0.2, 0.26],
    [-0.2, 0.42, 0.16],
    [-0.58, 0.22, 0.1],
    [0.05, -0.02, 0.09],
  ] as const
  const discs = spots.map(([dx, dy, size]) => disc([x + dx * radius, y + dy * radius], size * radius))
  return fill(discs.join(''), mix(palette.light, palette.sky[1], 0.35), 0.45)
}
