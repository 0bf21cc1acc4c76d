import type { Canvas } from '../canvas.ts'
import { disc, fill, type Point, polygon } from '../drawing.ts'

/** Lets it snow or rain where the prompt or the mood asks for it. */
export function weather(canvas: Canvas): string {
  if (canvas.mood === 'snow' || canvas.mentions('snow', 'snowy', 'winter', 'snowfall', 'blizzard'))
    return snowfall(canvas)
  return canvas.mentions('rain', 'rainy', 'storm', 'monsoon') ? rainfall(canvas) : ''
}

function snowfall({ width, height, unit, random }: Canvas): string {
  const layers = [
    { radius: 0.16, amount: 260, opacity: 0.5 },
    { radius: 0.26, amount: 130, opacity: 0.66 },
    { radius: 0.42, amount: 40, opacity: 0.85 },
  ]
  return layers
    .map(({ radius, amount, opacity }) => {
      const count = Math.round(((width * height) / unit ** 2 / 10000) * amount)
      const flakes = Array.from({ length: count }, () =>
        disc([random.between(0, width), random.between(0, height)], unit * radius * random.between(0.7, 1.3)),
      )
      return fill(flakes.join(''), '#ffffff', opacity)
    })
    .join('')
}

function rainfall({ width, height, unit, random }: Canvas): string {
  const count = Math.round(((width * height) / unit ** 2 / 10000) * 420)
  const drops = Array.from({ length: count }, () => {
    const [x, y]: Point = [random.between(0, width * 1.1), random.between(-0.1, 1) * height]
    const length = unit * random.between(1.6, 4.2)
    return polygon([
      [x, y],
      [x - length * 0.22, y + length],
      [x - length * 0.22 - unit * 0.07, y + length],
    ])
  })
  return fill(drops.join(''), '#ffffff', 0.34)
}
