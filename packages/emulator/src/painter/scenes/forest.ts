import type { Canvas } from '../canvas.ts'
import { darken, lighten, mix } from '../color.ts'
import { box, fill, type Point, polygon } from '../drawing.ts'
import { aurora } from '../scenery/aurora.ts'
import { birds } from '../scenery/birds.ts'
import { fireflies } from '../scenery/fireflies.ts'
import { crest, depthColor, ground } from '../scenery/hills.ts'
import { halo, light } from '../scenery/light.ts'
import { mist } from '../scenery/mist.ts'
import { sky } from '../scenery/sky.ts'
import { stars } from '../scenery/stars.ts'
import { weather } from '../scenery/weather.ts'
import { woods } from '../scenery/woods.ts'

/** Rows of conifers that sink into the mist, with a clearing and sometimes a cabin in it. */
export function forest(canvas: Canvas): string {
  const { width, height, unit, random, mood, palette } = canvas
  const isNight = mood === 'night'
  const top = height * 0.42
  const source: Point = [width * random.between(0.35, 0.65), top - Math.min(height * 0.16, unit * 16)]
  const rows = [0, 1, 2, 3, 4]
  return [
    sky(canvas, height * 0.75),
    isNight ? stars(canvas, height * 0.5) : '',
    canvas.mentions('aurora', 'northern', 'borealis') ? aurora(canvas, top) : '',
    light(canvas, source, unit * 6),
    isNight ? '' : birds(canvas, [width * 0.32, top - unit * 18], palette.near),
    ...rows.map((row) => treeRow(canvas, row, top)),
    clearing(canvas),
    isNight || canvas.mentions('firefly', 'fireflies', 'magic', 'magical', 'enchanted')
      ? fireflies(canvas, [height * 0.5, height * 0.92], palette.accent)
      : '',
    woods(canvas, { base: height * 1.04, size: unit * 46, color: palette.near, clearing: 0.78, swing: unit }),
    weather(canvas),
  ].join('')
}

function treeRow(canvas: Canvas, row: number, top: number): string {
  const { height, unit, palette } = canvas
  const base = top + height * 0.085 * (row + 0.3)
  const size = unit * (7 + row * 3.6)
  return [
    woods(canvas, {
      base,
      size,
      color: depthColor(canvas, 0.06 + row * 0.19),
      clearing: row > 2 ? 0.3 : 0,
      swing: Math.min(unit * 3.4, height * 0.03),
    }),
    mist(
      canvas,
      [base - size * 0.35, base + height * 0.12],
      [mix(palette.sky[2], palette.glow, 0.35), 0.46 - row * 0.085],
    ),
  ].join('')
}

function clearing(canvas: Canvas): string {
  const { width, height, unit, palette, mood, random } = canvas
  const isSnowy = mood === 'snow' || canvas.mentions('snow', 'snowy', 'winter', 'christmas')
  const floor = isSnowy ? mix(lighten(palette.far, 0.55), palette.sky[1], 0.25) : mix(palette.far, palette.near, 0.82)
  const line = crest(canvas, { base: height * 0.83, swing: unit * 2, stride: unit * 50 })
  const hasCabin = canvas.mentions('cabin', 'house', 'cottage', 'hut', 'christmas', 'home') || random.chance(0.4)
  return (
    fill(ground(line, height), floor) +
    (hasCabin ? cabin(canvas, [width * random.between(0.44, 0.56), height * 0.845]) : '')
  )
}

function cabin(canvas: Canvas, [x, y]: Point): string {
  const { unit: u, palette, mood } = canvas
  const wall = mix(palette.near, palette.accent, 0.16)
  const roof = mood === 'snow' ? '#fbfcff' : darken(palette.near, 0.25)
  const windows = [-2.6, 1.1].map((offset) => box(x + offset * u, y - u * 3.6, u * 1.5, u * 1.6))
  return [
    halo(
      { ...canvas, palette: { ...palette, glow: palette.accent } },
      { center: [x, y - u * 2.6], radius: u * 12, strength: 0.34 },
    ),
    fill(box(x + u * 2, y - u * 9, u * 1.1, u * 3), roof === '#fbfcff' ? wall : roof),
    fill(box(x - u * 4, y - u * 5, u * 8, u * 5), wall),
    fill(
      polygon([
        [x - u * 5.2, y - u * 4.6],
        [x, y - u * 8.8],
        [x + u * 5.2, y - u * 4.6],
      ]),
      roof,
    ),
    fill(box(x - u * 0.7, y - u * 3, u * 1.4, u * 3), darken(wall, 0.35)),
    fill(windows.join(''), lighten(palette.accent, 0.25)),
  ].join('')
}
