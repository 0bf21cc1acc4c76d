import type { Canvas } from '../canvas.ts'
import { mix } from '../color.ts'
import { fill, fillEach, type Point } from '../drawing.ts'
import { streaks } from '../scenery/clouds.ts'
import { fireflies } from '../scenery/fireflies.ts'
import { crest, depthColor, ground, heightAt } from '../scenery/hills.ts'
import { blade } from '../scenery/leaves.ts'
import { halo, light } from '../scenery/light.ts'
import { mist } from '../scenery/mist.ts'
import { sky } from '../scenery/sky.ts'
import { stars } from '../scenery/stars.ts'
import { weather } from '../scenery/weather.ts'
import { woods } from '../scenery/woods.ts'
import { sittingAnimal } from '../things/sitting-animal.ts'

/** An animal that sits on a hill before a very large moon or sun. */
export function cat(canvas: Canvas): string {
  const { width, height, unit, random, mood, palette } = canvas
  const horizon = height * 0.7
  const radius = Math.min(unit * 27, height * 0.33)
  const center: Point = [width * random.between(0.47, 0.53), horizon - radius * 0.82]
  const line = crest(canvas, { base: height * 0.8, swing: unit * 2.4, stride: unit * 80 })
  const foot: Point = [center[0], heightAt(line, center[0]) + unit * 0.6]
  return [
    sky(canvas, horizon),
    mood === 'night' ? stars(canvas, horizon) : streaks(canvas, [height * 0.12, horizon * 0.8], 6),
    halo(canvas, { center, radius: radius * 1.75, strength: 0.5 }),
    light(canvas, center, radius),
    woods(canvas, { base: horizon + unit * 2, size: unit * 9, color: depthColor(canvas, 0.22), clearing: 0 }),
    mist(canvas, [horizon - unit * 8, horizon + unit * 9], [mix(palette.sky[2], palette.glow, 0.3), 0.45]),
    woods(canvas, { base: horizon + unit * 8, size: unit * 13, color: depthColor(canvas, 0.5), clearing: 0.3 }),
    fill(ground(line, height), mix(palette.near, palette.far, 0.06)),
    fillEach(grass(canvas, line), mix(palette.near, palette.far, 0.06)),
    sittingAnimal(canvas, foot, Math.min(unit * 37, height * 0.42)),
    mood === 'night' ? fireflies(canvas, [height * 0.5, height * 0.9], palette.accent) : '',
    weather(canvas),
  ].join('')
}

function grass({ random, unit, width }: Canvas, line: readonly Point[]): readonly string[] {
  return Array.from({ length: Math.ceil(width / (unit * 0.8)) }, (_, index) => {
    const x = index * unit * 0.8
    return blade(
      {
        root: [x, heightAt(line, x) + unit * 0.5],
        angle: random.between(-2.1, -1),
        length: unit * random.between(1, 3.4),
        droop: 0.15,
      },
      unit * 0.22,
    )
  })
}
