import type { Canvas } from '../canvas.ts'
import { lighten, mix } from '../color.ts'
import { fill, fillEach, type Point } from '../drawing.ts'
import { birds } from '../scenery/birds.ts'
import { heaps, streaks } from '../scenery/clouds.ts'
import { lighthouse, sailboat } from '../scenery/coast.ts'
import { crest, depthColor, ground, heightAt } from '../scenery/hills.ts'
import { light } from '../scenery/light.ts'
import { palm } from '../scenery/palms.ts'
import { sky } from '../scenery/sky.ts'
import { stars } from '../scenery/stars.ts'
import { glitter, openWater, ripples } from '../scenery/water.ts'
import { weather } from '../scenery/weather.ts'

/** The open sea under a low light, with a boat, a coast and the waves at our feet. */
export function sea(canvas: Canvas): string {
  const { width, height, unit, random, mood, palette } = canvas
  const horizon = height * 0.56
  const isNight = mood === 'night'
  const hasBeach = canvas.mentions('beach', 'island', 'palm', 'tropical', 'lagoon', 'summer', 'paradise')
  const side = random.chance(0.5) ? 1 : -1
  const source: Point = [
    width * (0.5 - side * random.between(0.02, 0.16)),
    horizon - unit * (isNight ? 22 : mood === 'day' ? 24 : 5),
  ]
  const radius = unit * (isNight ? 6 : mood === 'day' ? 5 : 10)
  return [
    sky(canvas, horizon),
    isNight ? stars(canvas, horizon * 0.9) : '',
    mood === 'day'
      ? heaps(canvas, [horizon * 0.45, horizon * 0.85], 5)
      : streaks(canvas, [horizon * 0.25, horizon * 0.9], 8),
    light(canvas, source, radius),
    isNight ? '' : birds(canvas, [width * (0.5 + side * 0.2), horizon - unit * 24], palette.near),
    islands(canvas, horizon, side),
    openWater(canvas, horizon),
    ripples(canvas, horizon, 0.4),
    glitter(canvas, [source[0], horizon], radius * 1.35),
    canvas.mentions('lighthouse') || (!hasBeach && random.chance(0.25))
      ? lighthouse(canvas, [width * (0.5 + side * 0.34), horizon + unit])
      : '',
    sailboat(canvas, [width * (0.5 - side * random.between(0.2, 0.3)), horizon + unit * 5], unit * 9),
    waves(canvas, horizon),
    hasBeach ? beach(canvas, side) : '',
    weather(canvas),
  ].join('')
}

function islands(canvas: Canvas, horizon: number, side: number): string {
  const { width, unit } = canvas
  return [0, 1]
    .map((layer) => {
      const far = crest(canvas, { base: horizon - unit * 1.2, swing: unit * (4 + layer), stride: unit * 26 })
      const reach = width * (0.34 + layer * 0.14)
      const shape = far.map(([x, y]): Point => {
        const inland = (side === 1 ? x - reach : width - reach - x) / (width - reach)
        return [x, inland > 0 ? Math.min(horizon, y - unit * 5 * inland) : horizon + 1]
      })
      return fill(ground(shape, horizon + unit), depthColor(canvas, 0.2 + layer * 0.22))
    })
    .join('')
}

function waves(canvas: Canvas, horizon: number): string {
  const { height, unit, palette } = canvas
  return [0.5, 0.68, 0.87]
    .map((share, index) => {
      const base = horizon + (height - horizon) * share
      const line = crest(canvas, { base, swing: unit * (0.7 + index * 0.7), stride: unit * (17 + index * 9) })
      const color = mix(mix(palette.sky[1], palette.far, 0.3), palette.near, 0.35 + index * 0.2)
      const foam = ground(
        line.map(([x, y]): Point => [x, y - unit * (0.22 + index * 0.1)]),
        height,
      )
      return fill(foam, lighten(palette.glow, 0.3), 0.3) + fill(ground(line, height), color, 0.92)
    })
    .join('')
}

function beach(canvas: Canvas, side: number): string {
  const { width, height, unit, random, palette } = canvas
  const rise = Math.min(unit * 24, height * 0.22)
  const sand = crest(canvas, { base: height * 1.03, swing: unit * 1.2, stride: unit * 60 }).map(([x, y]): Point => {
    const inland = Math.min(Math.max(side === 1 ? x / width : 1 - x / width, 0), 1)
    return [x, y - rise * inland ** 1.3]
  })
  const foam = sand.map(([x, y]): Point => [x, y - unit * 0.9])
  const trees = [0, 1].map((index) => {
    const x = width * (0.5 + side * (0.3 + index * 0.12))
    return palm(random, [x, heightAt(sand, x) + unit * 2], Math.min(unit * (46 - index * 11), height * 0.55))
  })
  const shore = mix(
    mix(palette.accent, '#f0d9a8', 0.7),
    palette.near,
    canvas.mood === 'night' ? 0.6 : canvas.mood === 'sunset' ? 0.35 : 0.02,
  )
  return (
    fill(ground(foam, height), '#ffffff', 0.55) +
    fill(ground(sand, height), shore) +
    fillEach(trees.flat(), palette.near)
  )
}
