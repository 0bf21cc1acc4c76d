import type { Canvas } from '../canvas.ts'
import { lighten, mix } from '../color.ts'
import { fill, type Point, place } from '../drawing.ts'
import { crest, depthColor, ground } from './hills.ts'

/** Lays a row of dunes; the wind has given each summit a sharp, winding edge. */
export function dune(canvas: Canvas, { layer, base }: { readonly layer: number; readonly base: number }): string {
  const { unit, palette, height } = canvas
  const line = crest(canvas, { base, swing: unit * (3 + layer * 1.6), stride: unit * (32 + layer * 12) })
  const color = depthColor(canvas, 0.1 + layer * 0.2)
  const shaded = mix(color, palette.near, 0.32)
  return [
    fill(ground(line, height), lighten(mix(color, palette.glow, 0.16), 0.04)),
    fill(
      summits(line)
        .map((summit) => lee(canvas, summit, { layer, bottom: height }))
        .join(''),
      shaded,
      0.8,
    ),
  ].join('')
}

function summits(line: readonly Point[]): readonly Point[] {
  return line.filter((point, index) => {
    const [before, after] = [line[index - 1], line[index + 1]]
    return before && after && point[1] < before[1] && point[1] <= after[1]
  })
}

// The shaded side begins at the summit and widens in one long curve towards us.
function lee(
  { unit, random }: Canvas,
  [x, y]: Point,
  { layer, bottom }: { readonly layer: number; readonly bottom: number },
): string {
  // In tall frames the rows lie far apart: the shade has to reach behind the next one.
  const size = Math.max(unit * (11 + layer * 5), bottom * 0.068)
  const sway = random.between(0.5, 1.1) * size
  const low = Math.min(y + size * 1.9, bottom + size)
  return [
    `M${place([x, y])}`,
    `C${place([x + sway * 0.5, y + size * 0.35])} ${place([x - sway * 0.8, y + size * 0.7])} ${place([x - sway * 0.2, low])}`,
    `L${place([x + size * 2.6, low])}`,
    `C${place([x + size * 2, y + size * 1.1])} ${place([x + size * 1.1, y + size * 0.42])} ${place([x, y])}Z`,
  ].join('')
}
