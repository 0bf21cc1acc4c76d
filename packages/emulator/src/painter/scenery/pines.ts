import type { Random } from '../../seeded-random.ts'
import { type Point, place } from '../drawing.ts'

/** Makes path data of a conifer that stands on `foot`. */
export function pine(random: Random, [x, y]: Point, height: number): string {
  const tiers = 7
  const halfWidth = height * random.between(0.17, 0.23)
  const side = (sign: 1 | -1): readonly Point[] =>
    Array.from({ length: tiers }, (_, index): readonly Point[] => {
      const share = (index + 1) / tiers
      const reach = halfWidth * share ** 0.85 * random.between(0.82, 1.12)
      const level = y - height + height * 0.93 * share
      return [
        [x + sign * reach, level + height * 0.02],
        [x + sign * reach * 0.5, level - height * 0.012],
      ]
    }).flat()
  const trunk = height * 0.022
  const points: readonly Point[] = [
    [x, y - height],
    ...side(1),
    [x + trunk, y - height * 0.06],
    [x + trunk, y + height * 0.03],
    [x - trunk, y + height * 0.03],
    [x - trunk, y - height * 0.06],
    ...side(-1).toReversed(),
  ]
  return `M${points.map(place).join('L')}Z`
}
