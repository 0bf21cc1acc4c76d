import type { Canvas } from '../canvas.ts'
import { lighten, mix } from '../color.ts'
import { fill, fillEach, type Point } from '../drawing.ts'
import type { Mood, Palette } from '../palette.ts'
import { birds } from '../scenery/birds.ts'
import { fireflies } from '../scenery/fireflies.ts'
import { depthColor } from '../scenery/hills.ts'
import { light } from '../scenery/light.ts'
import { mist } from '../scenery/mist.ts'
import { palm } from '../scenery/palms.ts'
import { sky } from '../scenery/sky.ts'
import { stars } from '../scenery/stars.ts'
import { emergent, treetops } from '../scenery/treetops.ts'
import { undergrowth } from '../scenery/undergrowth.ts'
import { glitter, ripples, stillWater } from '../scenery/water.ts'
import { weather } from '../scenery/weather.ts'

/** A rainforest that stands in layers of haze around still water. */
export function jungle(plain: Canvas): string {
  const canvas: Canvas = { ...plain, palette: palettes[plain.mood] }
  const { width, height, unit, random, palette, mood } = canvas
  const isNight = mood === 'night'
  const shore = Math.round(height * 0.72)
  const source: Point = [width * random.between(0.42, 0.62), height * (isNight ? 0.24 : 0.34)]
  const air = [
    sky(canvas, shore),
    isNight ? stars(canvas, height * 0.5) : '',
    light(canvas, source, unit * (isNight ? 7.5 : 6)),
    isNight ? '' : birds(canvas, [width * 0.3, height * 0.25], palette.near),
  ].join('')
  const far = [0, 1].map((layer) => canopy(canvas, layer, shore)).join('')
  const near = [2, 3].map((layer) => canopy(canvas, layer, shore)).join('')
  return [
    air,
    far,
    // Mirrored, the far canopy would be hidden by the near one.
    stillWater(canvas, shore, near),
    ripples(canvas, shore, 0.3),
    glitter(canvas, [source[0], shore], unit * 9),
    isNight || canvas.mentions('glow', 'glowing', 'firefly', 'fireflies')
      ? fireflies(canvas, [height * 0.4, height * 0.86], palette.accent)
      : '',
    undergrowth(canvas),
    weather(canvas),
  ].join('')
}

function canopy(canvas: Canvas, layer: number, shore: number): string {
  const { width, height, unit, random, palette } = canvas
  const depth = 0.12 + layer * 0.2
  const base = shore - height * (0.21 - layer * 0.058)
  const size = unit * (3.2 + layer * 1.5)
  const swing = Math.min(height * 0.05, unit * 5)
  const trees = treetops(canvas, { base, swing, stride: unit * (30 + layer * 8) }, size)
  const risers = Array.from({ length: Math.ceil(width / (unit * 30)) }, (_, index) => {
    const foot: Point = [(index + random.between(0.1, 0.9)) * unit * 30, base + unit * 2]
    const rise = unit * random.between(9, 14) * (1 + layer * 0.2)
    return random.chance(0.5) ? palm(random, foot, rise) : emergent(canvas, foot, rise)
  })
  const color = depthColor(canvas, depth)
  return [
    fillEach([...trees, ...risers.flat()], color),
    mist(canvas, [base - swing, shore], [mix(palette.sky[2], palette.glow, 0.3), 0.34 - layer * 0.05]),
    layer === 3 ? fill(`M0 ${shore - unit * 0.5}H${width}V${shore + 1}H0Z`, lighten(palette.glow, 0.2), 0.4) : '',
  ].join('')
}

const palettes: Readonly<Record<Mood, Palette>> = {
  night: {
    sky: ['#03141f', '#064650', '#3fc79e'],
    light: '#f4fff0',
    glow: '#8bffd0',
    far: '#2a9c86',
    near: '#010c10',
    accent: '#c6ff6b',
  },
  sunset: {
    sky: ['#20345e', '#cf6f62', '#ffd98f'],
    light: '#fff5d6',
    glow: '#ffdf9e',
    far: '#c08f63',
    near: '#0d2320',
    accent: '#ffe27a',
  },
  day: {
    sky: ['#3fa7ab', '#a5dfc6', '#fbf8d6'],
    light: '#fffef0',
    glow: '#fffbd8',
    far: '#8ccbab',
    near: '#06372b',
    accent: '#ff8a5c',
  },
  mist: {
    sky: ['#6d9f8c', '#b6d5bd', '#f5f3da'],
    light: '#fffef2',
    glow: '#fdf9e0',
    far: '#a6c6ac',
    near: '#0e3529',
    accent: '#ffb35c',
  },
  snow: {
    sky: ['#6d9f8c', '#b6d5bd', '#f5f3da'],
    light: '#fffef2',
    glow: '#fdf9e0',
    far: '#a6c6ac',
    near: '#0e3529',
    accent: '#ffb35c',
  },
}
