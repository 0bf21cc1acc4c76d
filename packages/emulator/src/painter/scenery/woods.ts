import type { Canvas } from '../canvas.ts'
import type { Color } from '../color.ts'
import { fillEach } from '../drawing.ts'
import { crest, ground, heightAt } from './hills.ts'
import { pine } from './pines.ts'

/** How a row of conifers stands in the frame. */
export interface WoodsOptions {
  readonly base: number
  /** The height of a grown tree. */
  readonly size: number
  readonly color: Color
  /** The share of the frame's middle that stays free of tall trees. */
  readonly clearing: number
  readonly swing?: number
}

/** Plants conifers along a line of hills. */
export function woods(canvas: Canvas, { base, size, color, clearing, swing = size * 0.18 }: WoodsOptions): string {
  const { width, height, random } = canvas
  const line = crest(canvas, { base, swing, stride: size * 5 })
  const stride = size * 0.26
  const trees = Array.from({ length: Math.ceil(width / stride) + 2 }, (_, index) => {
    const x = (index - 0.5 + random.between(-0.45, 0.45)) * stride
    const aside = Math.abs(x / width - 0.5) * 2
    const grown = aside < clearing ? 0.16 + 0.3 * (aside / clearing) ** 3 : 1
    return pine(random, [x, heightAt(line, x) + size * 0.04], size * random.between(0.45, 1.05) * grown)
  })
  return fillEach([ground(line, height + size), ...trees], color)
}
