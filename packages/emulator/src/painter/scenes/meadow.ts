import type { Canvas } from '../canvas.ts'
import { mix } from '../color.ts'
import { fill, type Point } from '../drawing.ts'
import type { Mood, Palette } from '../palette.ts'
import { birds } from '../scenery/birds.ts'
import { heaps, streaks } from '../scenery/clouds.ts'
import { cottage, roundTree, windmill } from '../scenery/farm.ts'
import { fireflies } from '../scenery/fireflies.ts'
import { flowers } from '../scenery/flowers.ts'
import { crest, depthColor, ground, heightAt } from '../scenery/hills.ts'
import { light } from '../scenery/light.ts'
import { mist } from '../scenery/mist.ts'
import { sky } from '../scenery/sky.ts'
import { stars } from '../scenery/stars.ts'
import { weather } from '../scenery/weather.ts'

/** Rolling hills with a farm on them and flowers before us. */
export function meadow(plain: Canvas): string {
  const canvas: Canvas = { ...plain, palette: { ...plain.palette, ...grass[plain.mood] } }
  const { width, height, unit, random, mood, palette } = canvas
  const horizon = height * 0.5
  const isNight = mood === 'night'
  const source: Point = [width * random.between(0.3, 0.7), horizon - unit * (mood === 'sunset' ? 9 : 22)]
  return [
    sky(canvas, horizon + unit * 6),
    isNight ? stars(canvas, horizon) : '',
    light(canvas, source, unit * (mood === 'sunset' ? 9 : 5.5)),
    mood === 'day'
      ? heaps(canvas, [horizon * 0.35, horizon * 0.8], 5)
      : streaks(canvas, [horizon * 0.3, horizon * 0.85], 5),
    isNight ? '' : birds(canvas, [width * 0.3, horizon - unit * 27], palette.near),
    ...[0, 1, 2, 3].map((layer) => hill(canvas, layer, horizon)),
    isNight ? fireflies(canvas, [height * 0.5, height * 0.9], palette.accent) : '',
    flowers(canvas, height * 0.8),
    weather(canvas),
  ].join('')
}

function hill(canvas: Canvas, layer: number, horizon: number): string {
  const { width, height, unit, random, palette } = canvas
  const base = horizon + (height - horizon) * (0.02 + layer * 0.17)
  const line = crest(canvas, { base, swing: unit * (4.4 - layer * 0.5), stride: unit * (40 + layer * 10) })
  const color = depthColor(canvas, 0.05 + layer * 0.2)
  const on = (x: number, sink: number): Point => [x, heightAt(line, x) + sink]
  const size = unit * (2 + layer * 1.5)
  const trees = Array.from({ length: Math.ceil(width / (unit * 13)) }, (_, index) =>
    roundTree(random, on((index + random.between(0, 1)) * unit * 13, size * 0.15), size * random.between(0.8, 1.5)),
  )
  const landmark =
    layer === 1
      ? windmill(canvas, on(width * random.between(0.16, 0.3), unit), unit * 15)
      : layer === 2
        ? cottage(canvas, on(width * random.between(0.62, 0.78), unit), unit * 6)
        : ''
  return [
    layer < 3 ? fill(trees.join(''), mix(color, palette.near, 0.34)) : '',
    landmark,
    fill(ground(line, height), color),
    mist(canvas, [base + unit * 2, base + unit * 18], [mix(palette.glow, palette.sky[2], 0.5), 0.26 - layer * 0.06]),
  ].join('')
}

const grass: Readonly<Record<Mood, Pick<Palette, 'far' | 'near'>>> = {
  night: { far: '#2f6b78', near: '#06141d' },
  sunset: { far: '#dca867', near: '#3b2a2c' },
  day: { far: '#b4dca0', near: '#14563f' },
  mist: { far: '#bfd3b2', near: '#274b40' },
  snow: { far: '#dfe9f5', near: '#5c7ba6' },
}
