import type { Canvas } from '../canvas.ts'
import { lighten, mix } from '../color.ts'
import { box, fill, fillEach, type Point, polygon } from '../drawing.ts'
import { depthColor } from './hills.ts'

/** How a row of buildings stands in the frame. */
export interface SkylineOptions {
  /** 0 is the row in the distance, 2 the one at the water. */
  readonly layer: number
  readonly shore: number
  readonly rise: number
}

/** Builds a row of towers; the nearer the row, the more windows are lit. */
export function skyline(canvas: Canvas, { layer, shore, rise }: SkylineOptions): string {
  const { mood, palette } = canvas
  const towers = row(canvas, layer, rise)
  const color = depthColor(canvas, 0.14 + layer * 0.32)
  const lit = { night: 0.42, sunset: 0.26, mist: 0.12, snow: 0.2, day: 0.08 }[mood]
  const shaded = towers.map(({ x, width, height }) => box(x + width * 0.62, shore - height, width * 0.38, height))
  return [
    fillEach(
      towers.map((tower) => outline(tower, shore)),
      color,
    ),
    fill(shaded.join(''), mix(color, palette.near, 0.3), 0.7),
    layer === 0
      ? ''
      : fill(towers.map((tower) => windows(canvas, tower, { shore, share: 0.9 })).join(''), lighten(color, 0.2), 0.2),
    layer === 0
      ? ''
      : fill(
          towers.map((tower) => windows(canvas, tower, { shore, share: lit })).join(''),
          palette.accent,
          0.55 + layer * 0.2,
        ),
  ].join('')
}

interface Tower {
  readonly x: number
  readonly width: number
  readonly height: number
  readonly roof: 'flat' | 'spire' | 'steps' | 'slope' | 'dome'
}

function row({ random, unit, width }: Canvas, layer: number, rise: number): readonly Tower[] {
  const towers: Tower[] = []
  let x = -unit * random.between(1, 5)
  while (x < width) {
    const size = unit * random.between(4.2, 8.5) * (1 + layer * 0.12)
    // Towers gather in the middle of the frame, as they do in the middle of a city.
    const center = 1 - 0.45 * Math.abs((x + size / 2) / width - 0.5) * 2
    const roof = random.pick<Tower['roof']>(['flat', 'flat', 'spire', 'steps', 'slope', 'dome'])
    towers.push({ x, width: size, height: rise * random.between(0.32, 0.98) * center, roof })
    x += size * random.between(0.82, 1.18)
  }
  return towers
}

function outline({ x, width, height, roof }: Tower, shore: number): string {
  const top = shore - height
  const middle = x + width / 2
  const shapes: Readonly<Record<Tower['roof'], string>> = {
    flat:
      box(x + width * 0.3, top - width * 0.16, width * 0.3, width * 0.2) +
      box(x + width * 0.7, top - width * 0.5, width * 0.035, width * 0.5),
    spire: polygon([
      [x + width * 0.22, top],
      [middle - width * 0.035, top - width * 0.55],
      [middle, top - width * 1.35],
      [middle + width * 0.035, top - width * 0.55],
      [x + width * 0.78, top],
    ]),
    steps:
      box(x + width * 0.15, top - width * 0.3, width * 0.7, width * 0.32) +
      box(x + width * 0.32, top - width * 0.58, width * 0.36, width * 0.3) +
      box(middle - width * 0.02, top - width * 1.1, width * 0.04, width * 0.55),
    slope: polygon([
      [x, top + 1],
      [x, top - width * 0.5],
      [x + width, top + 1],
    ]),
    dome: `M${x + width * 0.12} ${top}a${width * 0.38} ${width * 0.42} 0 0 1 ${width * 0.76} 0Z${box(middle - width * 0.02, top - width * 0.8, width * 0.04, width * 0.5)}`,
  }
  return box(x, top, width, height) + shapes[roof]
}

function windows(
  { random, unit }: Canvas,
  tower: Tower,
  { shore, share }: { readonly shore: number; readonly share: number },
): string {
  const pane = unit * 0.5
  const columns = Math.max(Math.floor(tower.width / (pane * 2.1)) - 1, 1)
  const gap = tower.width / (columns + 1)
  const rows = Math.floor((tower.height - unit * 2) / (pane * 2.5))
  const places: Point[] = []
  for (let level = 0; level < rows; level++) {
    for (let column = 1; column <= columns; column++) {
      if (random.chance(share))
        places.push([tower.x + column * gap - pane / 2, shore - tower.height + unit + level * pane * 2.5])
    }
  }
  return places.map(([x, y]) => box(x, y, pane, pane * 1.35)).join('')
}
