import type { Canvas } from '../canvas.ts'
import { mix } from '../color.ts'
import { fill, fillEach, type Point, stroke } from '../drawing.ts'
import { glowingDots } from './fireflies.ts'
import { crest, ground } from './hills.ts'
import { blade, frond, type Growth, veins } from './leaves.ts'

/** Frames a picture with the leaves right before us: banks below, fronds and vines from above. */
export function undergrowth(canvas: Canvas): string {
  const { width, height, unit, palette } = canvas
  const back = mix(palette.near, palette.far, 0.28)
  const middle = mix(palette.near, palette.far, 0.13)
  return [
    vines(canvas, mix(palette.near, palette.far, 0.2)),
    bank(canvas, [height * 0.955, unit * 10], back),
    corner(canvas, { root: [-unit * 2, height * 0.98], facing: 1 }, [back, middle]),
    corner(canvas, { root: [width + unit * 2, height * 0.98], facing: -1 }, [back, middle]),
    bank(canvas, [height * 0.99, unit * 7], palette.near),
    overhead(canvas, { root: [-unit * 3, -unit * 2], facing: 1 }),
    overhead(canvas, { root: [width + unit * 3, -unit * 2], facing: -1 }),
  ].join('')
}

interface Corner {
  readonly root: Point
  readonly facing: 1 | -1
}

function bank(canvas: Canvas, [base, size]: readonly [number, number], color: `#${string}`): string {
  const { width, height, unit, random } = canvas
  const line = crest(canvas, { base, swing: unit * 2, stride: unit * 40 })
  const clumps = Array.from({ length: Math.ceil(width / (unit * 11)) }, (_, index) => {
    const root: Point = [(index + random.between(0, 1)) * unit * 11, base + unit * 2]
    return [-2.7, -2.2, -1.75, -1.35, -0.9, -0.45].map((angle) => {
      const growth = {
        root,
        angle: angle + random.between(-0.15, 0.15),
        length: size * random.between(0.7, 1.25),
        droop: 0.3,
      }
      return random.chance(Math.abs(root[0] / width - 0.5) < 0.25 ? 0.8 : 0.4)
        ? blade(growth, size * 0.1)
        : frond(growth, 7)
    })
  })
  return fillEach([ground(line, height + unit), ...clumps.flat()], color)
}

function corner(
  canvas: Canvas,
  { root, facing }: Corner,
  [back, front]: readonly [`#${string}`, `#${string}`],
): string {
  const { random, unit, palette } = canvas
  const leaf = (angle: number, length: number): Growth => ({
    root,
    angle: facing === 1 ? angle : Math.PI - angle,
    length: length * unit,
    droop: 0,
  })
  const edge = mix(palette.near, palette.glow, 0.45)
  const fans = [-1.35, -1.05, -0.7].map((angle) => frond({ ...leaf(angle, random.between(26, 34)), droop: 0.25 }, 14))
  const broad = [-1.3, -0.85, -0.4].map((angle) => ({
    ...leaf(angle + random.between(-0.1, 0.1), random.between(20, 27)),
    droop: 0.18,
  }))
  return [
    fillEach(fans, back),
    ...broad.map(
      (growth) =>
        fill(blade(growth, growth.length * 0.34), front) +
        stroke(veins(growth, growth.length * 0.34), edge, unit * 0.13, 0.5),
    ),
  ].join('')
}

function overhead(canvas: Canvas, { root, facing }: Corner): string {
  const { random, unit, palette } = canvas
  const fans = [0.1, 0.4, 0.75, 1.15, 1.5].map((angle) => {
    const aim = angle + random.between(-0.1, 0.1)
    return frond(
      { root, angle: facing === 1 ? aim : Math.PI - aim, length: unit * random.between(22, 36), droop: 0.3 },
      14,
    )
  })
  return fillEach(fans, palette.near)
}

function vines(canvas: Canvas, color: `#${string}`): string {
  const { width, height, unit, random, palette, mood } = canvas
  const all = Array.from({ length: Math.ceil(width / (unit * 9)) }, (_, index) => {
    const x = (index + random.between(0.1, 0.9)) * unit * 9
    const end: Point = [x + random.between(-2, 2) * unit, Math.min(height * 0.4, unit * 44) * random.between(0.25, 1)]
    return { end, data: `M${x} 0Q${x + random.between(-3, 3) * unit} ${end[1] * 0.5} ${end[0]} ${end[1]}` }
  })
  // Vines grow at the sides: the middle belongs to the view.
  const hanging = all.filter(({ end }) => Math.abs(end[0] / width - 0.5) > 0.2)
  const buds = {
    places: hanging.map(({ end }) => end),
    sizes: hanging.map(() => unit * 0.42),
    color: palette.accent,
    id: 'bud',
  }
  return (
    stroke(hanging.map(({ data }) => data).join(''), color, unit * 0.16) +
    (mood === 'night' ? glowingDots(canvas, buds) : '')
  )
}
