import type { Canvas } from '../canvas.ts'
import { type Color, darken, lighten, mix } from '../color.ts'
import { digits, disc, fill, type Point } from '../drawing.ts'

/** Draws head and shoulders of a person without a face, in flat shapes; `foot` is the middle of the lower edge. */
export function bust(canvas: Canvas, [x, y]: Point, size: number): string {
  const { palette, random, mentions } = canvas
  const skin = random.pick<Color>(['#f2c4a0', '#d99a6c', '#a8683f', '#7a4a2e', '#eab48c'])
  const hair = random.pick<Color>(['#2a1a1f', '#4a2a1e', '#8a4a24', '#1c1c2b', '#c98a3c'])
  const cloth = mix(palette.accent, palette.sky[0], random.between(0.1, 0.6))
  const hasShortHair =
    mentions('man', 'boy', 'king', 'astronaut') || (!mentions('woman', 'girl', 'queen') && random.chance(0.4))
  return [
    `<g transform="translate(${digits(x)} ${digits(y)}) scale(${size.toFixed(2)})">`,
    hasShortHair ? '' : fill(longHair, darken(hair, 0.12)),
    fill(neck, darken(skin, 0.16)),
    fill(shoulders, cloth),
    fill(collar, lighten(cloth, 0.25)),
    fill(fold, darken(cloth, 0.35), 0.35),
    fill(disc([-0.118, -0.56], 0.026) + disc([0.118, -0.56], 0.026), darken(skin, 0.08)),
    fill(face, skin),
    fill(cheek, darken(skin, 0.25), 0.3),
    fill(hasShortHair ? shortHair : fringe, hair),
    fill(gleam, lighten(hair, 0.3), 0.4),
    mentions('queen', 'king', 'crown', 'royal') ? fill(crown, '#ffcb45') : '',
    mentions('glasses') || random.chance(0.25) ? glasses(palette.near) : '',
    `</g>`,
  ].join('')
}

// All outlines live in a frame of their own: one unit is the height of the bust, its lower edge lies at the origin.
const shoulders =
  'M-0.42 0.02C-0.41 -0.16 -0.3 -0.22 -0.1 -0.28C-0.04 -0.24 0.04 -0.24 0.1 -0.28C0.3 -0.22 0.41 -0.16 0.42 0.02Z'
const collar =
  'M-0.1 -0.28L-0.13 -0.25C-0.06 -0.18 0.06 -0.18 0.13 -0.25L0.1 -0.28C0.04 -0.235 -0.04 -0.235 -0.1 -0.28Z'
const fold = 'M0.1 -0.28C0.3 -0.22 0.41 -0.16 0.42 0.02H0.2C0.24 -0.08 0.2 -0.2 0.1 -0.28Z'
const neck = 'M-0.07 -0.46H0.07V-0.29C0.1 -0.26 0.05 -0.22 0 -0.22C-0.05 -0.22 -0.1 -0.26 -0.07 -0.29Z'
const face =
  'M-0.118 -0.64C-0.118 -0.74 -0.06 -0.77 0 -0.77C0.06 -0.77 0.118 -0.74 0.118 -0.64C0.118 -0.5 0.07 -0.405 0 -0.405C-0.07 -0.405 -0.118 -0.5 -0.118 -0.64Z'
const cheek =
  'M0.05 -0.74C0.1 -0.72 0.118 -0.68 0.118 -0.62C0.118 -0.5 0.07 -0.405 0 -0.405C0.06 -0.44 0.1 -0.56 0.05 -0.74Z'
const longHair =
  'M0 -0.84C0.14 -0.84 0.19 -0.74 0.18 -0.6C0.17 -0.48 0.25 -0.38 0.21 -0.24C0.12 -0.18 -0.12 -0.18 -0.21 -0.24C-0.25 -0.38 -0.17 -0.48 -0.18 -0.6C-0.19 -0.74 -0.14 -0.84 0 -0.84Z'
const fringe =
  'M-0.128 -0.55C-0.17 -0.74 -0.1 -0.83 0 -0.83C0.1 -0.83 0.17 -0.74 0.128 -0.55C0.125 -0.65 0.08 -0.71 0.02 -0.72C-0.04 -0.7 -0.11 -0.67 -0.128 -0.55Z'
const shortHair =
  'M-0.127 -0.6C-0.16 -0.75 -0.11 -0.83 0.01 -0.83C0.11 -0.84 0.16 -0.75 0.127 -0.6C0.12 -0.66 0.11 -0.69 0.09 -0.71C0.02 -0.69 -0.05 -0.7 -0.08 -0.72C-0.11 -0.69 -0.12 -0.66 -0.127 -0.6Z'
const gleam = 'M-0.1 -0.75C-0.07 -0.8 -0.02 -0.815 0.03 -0.81C-0.02 -0.79 -0.06 -0.77 -0.085 -0.73Z'
const crown =
  'M-0.12 -0.79L-0.15 -0.93L-0.07 -0.87L0 -0.97L0.07 -0.87L0.15 -0.93L0.12 -0.79C0.04 -0.77 -0.04 -0.77 -0.12 -0.79Z'

function glasses(color: Color): string {
  const rims = [-0.052, 0.052].map(
    (aside) =>
      `<circle cx="${aside}" cy="-0.58" r="0.042" fill="#ffffff" fill-opacity="0.18" stroke="${color}" stroke-width="0.009"/>`,
  )
  return `${rims.join('')}<path d="M-0.012 -0.585Q0 -0.597 0.012 -0.585" fill="none" stroke="${color}" stroke-width="0.009"/>`
}
