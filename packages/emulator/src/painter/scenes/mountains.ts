import type { Canvas } from '../canvas.ts'
import { lighten, mix } from '../color.ts'
import { fill, type Point } from '../drawing.ts'
import { aurora } from '../scenery/aurora.ts'
import { birds } from '../scenery/birds.ts'
import { heaps, streaks } from '../scenery/clouds.ts'
import { depthColor } from '../scenery/hills.ts'
import { light } from '../scenery/light.ts'
import { mist } from '../scenery/mist.ts'
import { range } from '../scenery/peaks.ts'
import { sky } from '../scenery/sky.ts'
import { stars } from '../scenery/stars.ts'
import { glitter, ripples, stillWater } from '../scenery/water.ts'
import { weather } from '../scenery/weather.ts'
import { woods } from '../scenery/woods.ts'

/** Mountain ranges one behind the other, mirrored in a lake. */
export function mountains(canvas: Canvas): string {
  const { width, height, unit, random, mood, palette } = canvas
  const shore = Math.round(height * 0.68)
  const source: Point = [width * random.between(0.25, 0.75), shore - Math.min(height * 0.4, unit * 42)]
  const air = [
    sky(canvas, shore),
    mood === 'night' ? stars(canvas, shore * 0.85) : '',
    mood === 'night' && (canvas.mentions('aurora', 'northern', 'borealis') || random.chance(0.35))
      ? aurora(canvas, shore * 0.75)
      : '',
    light(canvas, source, unit * (mood === 'sunset' ? 7 : 4.6)),
    mood === 'day' ? heaps(canvas, [shore * 0.2, shore * 0.5]) : '',
    mood === 'sunset' ? streaks(canvas, [shore * 0.2, shore * 0.72]) : '',
    mood === 'night' ? '' : birds(canvas, [width * 0.4, shore - Math.min(height * 0.5, unit * 40)], palette.near),
  ].join('')
  const land = [0, 1, 2].map((layer) => ranges(canvas, layer, shore)).join('') + shoreline(canvas, shore)
  return [
    air,
    stillWater(canvas, shore, land),
    ripples(canvas, shore),
    glitter(canvas, [source[0], shore], unit * 7),
    woods(canvas, { base: height * 0.98, size: unit * 16, color: palette.near, clearing: 0.62 }),
    weather(canvas),
  ].join('')
}

function ranges(canvas: Canvas, layer: number, shore: number): string {
  const { height, unit, palette } = canvas
  const rise = Math.min(height * 0.46, unit * 44) * (1 - layer * 0.26)
  const snow = lighten(mix(palette.light, palette.far, 0.12 + (2 - layer) * 0.16), 0.15)
  return [
    range(canvas, {
      base: shore - unit * (5 - layer * 2.2),
      height: rise,
      stride: unit * (30 - layer * 5),
      color: depthColor(canvas, 0.1 + layer * 0.24),
      relief: 0.2 + layer * 0.1,
      ...(layer < 2 ? { snow } : {}),
    }),
    mist(canvas, [shore - rise * 0.6, shore], [mix(palette.sky[2], palette.glow, 0.4), 0.5 - layer * 0.14]),
  ].join('')
}

function shoreline(canvas: Canvas, shore: number): string {
  const { unit, palette, width } = canvas
  const trees = woods(canvas, {
    base: shore - unit * 0.4,
    size: unit * 3.6,
    color: depthColor(canvas, 0.72),
    clearing: 0,
  })
  return trees + fill(`M0 ${shore - unit * 0.45}H${width}V${shore}H0Z`, mix(palette.far, palette.near, 0.8))
}
