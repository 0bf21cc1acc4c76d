import type { Canvas } from './canvas.ts'
import { digits, disc, fill } from './drawing.ts'
import { letter, widthOf } from './lettering.ts'

/** Draws the word that tells a painted picture from a generated one, in the upper right corner. */
export function emulatedMark(canvas: Canvas): string {
  const size = Math.max(canvas.unit * 1.75, 13)
  const [edge, padding, height] = [size * 1.3, size * 0.85, size * 1.95]
  const word = widthOf('emulated', size)
  const width = word + padding * 2 + size * 0.75
  const left = canvas.width - edge - width
  const middle = edge + height / 2
  const pill = `x="${digits(left)}" y="${digits(edge)}" width="${digits(width)}" height="${digits(height)}" rx="${digits(height / 2)}"`
  return [
    `<rect ${pill} fill="#070912" fill-opacity="0.55" stroke="#ffffff" stroke-opacity="0.28" stroke-width="${digits(size * 0.07)}"/>`,
    fill(disc([left + padding + size * 0.12, middle], size * 0.22), '#ffd23f'),
    fill(letter('emulated', [left + padding + size * 0.72, middle + size * 0.34], size).data, '#ffffff'),
  ].join('')
}
