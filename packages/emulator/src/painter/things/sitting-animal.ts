import type { Canvas } from '../canvas.ts'
import { digits, fill, type Point, stroke } from '../drawing.ts'

/** Draws the silhouette of a sitting animal, seen from behind; the prompt's words choose which one. */
export function sittingAnimal(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette, mentions } = canvas
  const kind = kinds.find(({ words }) => mentions(...words)) ?? cat
  const color = palette.near
  return [
    `<g transform="translate(${digits(x)} ${digits(y)}) scale(${size.toFixed(2)})">`,
    stroke(kind.tail, color, kind.tailWidth),
    fill(body, color),
    fill(head, color),
    fill(kind.ears, color),
    stroke(rim, palette.glow, 0.006, 0.55),
    `</g>`,
  ].join('')
}

interface Kind {
  readonly words: readonly string[]
  readonly ears: string
  readonly tail: string
  readonly tailWidth: number
}

// All outlines live in a frame of their own: the animal is one high and its foot lies at the origin.
const body =
  'M-0.11 -0.62C-0.2 -0.52 -0.3 -0.3 -0.28 -0.12C-0.27 -0.02 -0.2 0.01 -0.1 0.01H0.1C0.2 0.01 0.27 -0.02 0.28 -0.12C0.3 -0.3 0.2 -0.52 0.11 -0.62Z'
const head =
  'M0 -0.86C0.12 -0.86 0.19 -0.78 0.19 -0.69C0.19 -0.6 0.11 -0.54 0 -0.54C-0.11 -0.54 -0.19 -0.6 -0.19 -0.69C-0.19 -0.78 -0.12 -0.86 0 -0.86Z'
const rim = 'M-0.165 -0.6C-0.14 -0.57 -0.13 -0.56 -0.15 -0.53C-0.23 -0.42 -0.29 -0.26 -0.277 -0.12'

const pointed =
  'M-0.18 -0.74C-0.2 -0.86 -0.2 -0.94 -0.175 -1C-0.12 -0.97 -0.07 -0.91 -0.04 -0.84ZM0.04 -0.84C0.07 -0.91 0.12 -0.97 0.175 -1C0.2 -0.94 0.2 -0.86 0.18 -0.74Z'
const round =
  'M-0.17 -0.76C-0.25 -0.8 -0.24 -0.93 -0.15 -0.93C-0.09 -0.93 -0.06 -0.88 -0.06 -0.83ZM0.06 -0.83C0.06 -0.88 0.09 -0.93 0.15 -0.93C0.24 -0.93 0.25 -0.8 0.17 -0.76Z'
const long =
  'M-0.12 -0.78C-0.19 -0.98 -0.19 -1.16 -0.12 -1.22C-0.05 -1.16 -0.02 -0.98 -0.03 -0.82ZM0.03 -0.82C0.02 -0.98 0.05 -1.16 0.12 -1.22C0.19 -1.16 0.19 -0.98 0.12 -0.78Z'
const hanging =
  'M-0.12 -0.84C-0.22 -0.86 -0.27 -0.76 -0.25 -0.62C-0.24 -0.58 -0.19 -0.58 -0.17 -0.64ZM0.12 -0.84C0.22 -0.86 0.27 -0.76 0.25 -0.62C0.24 -0.58 0.19 -0.58 0.17 -0.64Z'

const curled = 'M0.2 -0.06C0.42 -0.02 0.52 -0.14 0.47 -0.3C0.44 -0.4 0.52 -0.47 0.58 -0.42'
const bushy = 'M0.2 -0.08C0.36 -0.04 0.46 -0.12 0.46 -0.3'
const stub = 'M0.22 -0.08L0.3 -0.1'

const cat: Kind = { words: ['cat', 'kitten', 'kitty', 'tiger', 'lion'], ears: pointed, tail: curled, tailWidth: 0.055 }

const kinds: readonly Kind[] = [
  cat,
  { words: ['fox', 'wolf'], ears: pointed, tail: bushy, tailWidth: 0.15 },
  { words: ['rabbit', 'bunny', 'hare'], ears: long, tail: stub, tailWidth: 0.13 },
  { words: ['bear', 'panda'], ears: round, tail: stub, tailWidth: 0.06 },
  { words: ['dog', 'puppy'], ears: hanging, tail: bushy, tailWidth: 0.06 },
]
