import type { Canvas } from '../canvas.ts'
import { disc, type Point } from '../drawing.ts'
import { crest, ground, type HillOptions, heightAt } from './hills.ts'

/** Makes the shapes of a closed canopy: crowns heaped on a crest of hills. */
export function treetops(canvas: Canvas, options: HillOptions, size: number): readonly string[] {
  const { random, width, height } = canvas
  const line = crest(canvas, options)
  const count = Math.ceil(width / (size * 0.8)) + 2
  const crowns = Array.from({ length: count }, (_, index) => {
    const x = (index - 0.5 + random.between(-0.4, 0.4)) * size * 0.8
    const radius = size * random.between(0.4, 0.85)
    return crown(canvas, [x, heightAt(line, x) + radius * random.between(-0.12, 0.25)], radius)
  })
  return [ground(line, height + size), ...crowns]
}

/** Makes the shapes of a tree that rises out of the canopy with a flat, spreading crown. */
export function emergent(canvas: Canvas, [x, y]: Point, height: number): readonly string[] {
  const thick = height * 0.022
  const trunk = `M${x - thick * 1.8} ${y}L${x - thick} ${y - height * 0.85}L${x + thick} ${y - height * 0.85}L${x + thick * 1.8} ${y}Z`
  const heads = [-0.3, -0.1, 0.12, 0.32].map((aside) =>
    crown(
      canvas,
      [x + aside * height, y - height * canvas.random.between(0.82, 0.98)],
      height * canvas.random.between(0.1, 0.17),
    ),
  )
  return [trunk, ...heads]
}

// Three discs of differing size look like leaves at any distance, one looks like a ball.
function crown({ random }: Canvas, [x, y]: Point, radius: number): string {
  const puffs = [-0.75, 0, 0.75].map((aside) =>
    disc(
      [x + aside * radius * random.between(0.8, 1.2), y + (aside === 0 ? -0.25 : 0.12) * radius],
      radius * random.between(0.5, 0.78),
    ),
  )
  return puffs.join('')
}
