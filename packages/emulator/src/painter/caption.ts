import type { Canvas } from './canvas.ts'
import { darken } from './color.ts'
import { box, fill } from './drawing.ts'
import { verticalGradient } from './gradient.ts'
import { isDrawable, letter } from './lettering.ts'
import { wrapLines } from './wrap-lines.ts'

/** Draws the prompt along the lower edge, as outlines: no character of it becomes markup. */
export function caption(canvas: Canvas, prompt: string): string {
  const { width, height } = canvas
  const size = Math.max(canvas.unit * 2.3, 17)
  const margin = size * 1.5
  const lines = wrapLines(drawable(prompt), {
    size,
    width: Math.min(width - margin * 2.4, size * 34),
    lines: width < 600 ? 4 : 2,
  })
  if (lines.length === 0) return ''
  const top = height - margin - lines.length * size * 1.35
  const text = lines.map(
    (line, index) => letter(line, [margin + size * 0.7, top + size * (1 + index * 1.35)], size).data,
  )
  return [
    shade(canvas, top - size * 4),
    fill(box(margin, top + size * 0.1, size * 0.14, lines.length * size * 1.35 - size * 0.15), canvas.palette.accent),
    fill(text.join(''), '#ffffff', 0.96),
  ].join('')
}

// A caption holds far fewer characters than this: what follows is not worth looking at.
const longestCaption = 400

function drawable(prompt: string): string {
  const characters = Array.from(prompt.slice(0, longestCaption).normalize().replace(/\s+/g, ' '))
  return characters.filter(isDrawable).join('').replace(/ +/g, ' ').trim()
}

// The caption must be readable on snow as well as at night.
function shade(canvas: Canvas, top: number): string {
  const ink = darken(canvas.palette.near, 0.45)
  const dark = verticalGradient(
    canvas.name('caption-shade'),
    [top, canvas.height],
    [
      [0, ink, 0],
      [0.5, ink, 0.4],
      [1, ink, 0.78],
    ],
  )
  return dark.definition + fill(box(0, top, canvas.width, canvas.height - top), dark.paint)
}
