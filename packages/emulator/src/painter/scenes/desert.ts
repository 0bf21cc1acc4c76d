import type { Canvas } from '../canvas.ts'
import { lighten, mix } from '../color.ts'
import { fill, type Point, polygon } from '../drawing.ts'
import type { Mood, Palette } from '../palette.ts'
import { birds } from '../scenery/birds.ts'
import { cactus } from '../scenery/cactus.ts'
import { streaks } from '../scenery/clouds.ts'
import { dune } from '../scenery/dunes.ts'
import { depthColor } from '../scenery/hills.ts'
import { halo, light } from '../scenery/light.ts'
import { mist } from '../scenery/mist.ts'
import { sky } from '../scenery/sky.ts'
import { stars } from '../scenery/stars.ts'

/** Dunes with a lit and a shaded side, table mountains behind them. */
export function desert(plain: Canvas): string {
  const canvas: Canvas = { ...plain, palette: { ...plain.palette, ...sands[plain.mood] } }
  const { width, height, unit, random, mood, palette } = canvas
  const horizon = height * 0.54
  const isNight = mood === 'night'
  const source: Point = [width * random.between(0.3, 0.7), horizon - unit * (isNight || mood === 'day' ? 24 : 9)]
  return [
    sky(canvas, horizon),
    isNight ? stars(canvas, horizon, 1.4) : streaks(canvas, [horizon * 0.35, horizon * 0.9], 5),
    halo(canvas, { center: [source[0], horizon], radius: unit * 42, strength: 0.4 }),
    light(canvas, source, unit * (mood === 'sunset' ? 10 : 5.5)),
    isNight ? '' : birds(canvas, [width * 0.7, horizon - unit * 27], palette.near),
    ...[0, 1].map((layer) => tables(canvas, layer, horizon)),
    mist(canvas, [horizon - unit * 9, horizon + unit * 4], [mix(palette.sky[2], palette.glow, 0.3), 0.45]),
    ...[0, 1, 2, 3].map((layer) => dune(canvas, { layer, base: horizon + (height - horizon) * (0.04 + layer * 0.24) })),
    cactus(canvas, [width * random.between(0.14, 0.24), height * 0.83], unit * 18),
    cactus(canvas, [width * random.between(0.74, 0.86), height * 0.74], unit * 11),
  ].join('')
}

function tables(canvas: Canvas, layer: number, horizon: number): string {
  const { width, unit, random } = canvas
  const stride = unit * 34
  const blocks = Array.from({ length: Math.ceil(width / stride) + 1 }, (_, index) => {
    const x = (index + random.between(-0.4, 0.4)) * stride
    const rise = unit * random.between(6, 15) * (1 - layer * 0.35)
    const half = unit * random.between(4, 10)
    const foot = half * 1.45
    return polygon([
      [x - foot - unit * 2, horizon + unit * 6],
      [x - foot, horizon - rise * 0.34],
      [x - half, horizon - rise * 0.42],
      [x - half * 0.94, horizon - rise],
      [x + half * 0.5, horizon - rise * 1.02],
      [x + half * 0.94, horizon - rise * 0.96],
      [x + half, horizon - rise * 0.46],
      [x + foot, horizon - rise * 0.36],
      [x + foot + unit * 3, horizon + unit * 6],
    ])
  })
  return fill(blocks.join(''), lighten(depthColor(canvas, 0.16 + layer * 0.2), 0.04))
}

const sands: Readonly<Record<Mood, Pick<Palette, 'far' | 'near'>>> = {
  night: { far: '#5b6198', near: '#12122e' },
  sunset: { far: '#e79a67', near: '#4a1b2e' },
  day: { far: '#efc994', near: '#86452f' },
  mist: { far: '#ddc4ac', near: '#5d4152' },
  snow: { far: '#ddc4ac', near: '#5d4152' },
}
