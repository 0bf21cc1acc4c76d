import type { Canvas } from '../canvas.ts'
import { bubbles } from './abstract/bubbles.ts'
import { paperWaves } from './abstract/paper-waves.ts'
import type { Ramp } from './abstract/ramp-at.ts'
import { ribbons } from './abstract/ribbons.ts'

/** Plain shapes in a fine run of colours: what the painter makes of words that it has no scene for. */
export function abstract(canvas: Canvas): string {
  const { random } = canvas
  const ramp = random.pick(ramps)
  return random.pick([paperWaves, ribbons, bubbles])(canvas, ramp)
}

const ramps: readonly [Ramp, ...Ramp[]] = [
  ['#2b0a3d', '#7a1d6b', '#d9467b', '#ff8f5e', '#ffd98a'],
  ['#06243f', '#14609e', '#3fa9f0', '#a9e1f7', '#fff0d2'],
  ['#07312f', '#11806c', '#63c295', '#f6d88f', '#f27f58'],
  ['#1a1359', '#4a35c9', '#b23fd0', '#ff7f8a', '#ffe3a3'],
  ['#10233f', '#27567a', '#e2574c', '#ff9a3d', '#ffe0a0'],
  ['#1d1233', '#4b2a7b', '#8f5bd0', '#f39ac0', '#ffe4d0'],
  ['#0d2b33', '#1f6f78', '#f0b04a', '#ef7043', '#ffe9c7'],
]
