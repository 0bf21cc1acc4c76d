import type { Canvas } from '../canvas.ts'
import { mix } from '../color.ts'
import type { Point } from '../drawing.ts'
import { birds } from '../scenery/birds.ts'
import { streaks } from '../scenery/clouds.ts'
import { halo, light } from '../scenery/light.ts'
import { mist } from '../scenery/mist.ts'
import { sky } from '../scenery/sky.ts'
import { skyline } from '../scenery/skyline.ts'
import { stars } from '../scenery/stars.ts'
import { glitter, ripples, stillWater } from '../scenery/water.ts'
import { weather } from '../scenery/weather.ts'

/** A skyline with lit windows along the water. */
export function city(canvas: Canvas): string {
  const { width, height, unit, random, mood, palette } = canvas
  const isNight = mood === 'night'
  const shore = Math.round(height * 0.74)
  const rise = Math.min(height * 0.5, unit * 48)
  const source: Point = [width * random.between(0.3, 0.7), shore - rise * (isNight ? 1.02 : 0.62)]
  const air = [
    sky(canvas, shore),
    isNight ? stars(canvas, shore * 0.7, 0.6) : '',
    streaks(canvas, [shore * 0.25, shore * 0.75], 6),
    halo(canvas, { center: [width / 2, shore], radius: unit * 36, strength: isNight ? 0.4 : 0.3 }),
    light(canvas, source, unit * (isNight ? 5.5 : 9)),
    isNight ? '' : birds(canvas, [width * 0.25, shore - rise], palette.near),
  ].join('')
  const land = [0, 1, 2].flatMap((layer) => [
    skyline(canvas, { layer, shore, rise: rise * (0.96 - layer * 0.2) }),
    mist(canvas, [shore - rise * 0.5, shore], [mix(palette.sky[2], palette.glow, 0.3), 0.42 - layer * 0.15]),
  ])
  return [
    air,
    stillWater(canvas, shore, land.join('')),
    ripples(canvas, shore, 0.34),
    glitter(canvas, [source[0], shore], unit * 8),
    weather(canvas),
  ].join('')
}
