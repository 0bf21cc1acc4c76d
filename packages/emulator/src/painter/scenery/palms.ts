import type { Random } from '../../seeded-random.ts'
import { type Point, place } from '../drawing.ts'
import { frond } from './leaves.ts'

/** Makes the shapes of a palm that leans a little and stands on `foot`. */
export function palm(random: Random, [x, y]: Point, height: number): readonly string[] {
  const lean = random.between(-0.22, 0.22) * height
  const crown: Point = [x + lean, y - height]
  const thick = height * 0.026
  const trunk = [
    `M${place([x - thick, y + height * 0.04])}Q${place([x + lean * 0.25 - thick, y - height * 0.5])} ${place([crown[0] - thick * 0.55, crown[1]])}`,
    `L${place([crown[0] + thick * 0.55, crown[1]])}Q${place([x + lean * 0.25 + thick, y - height * 0.5])} ${place([x + thick, y + height * 0.04])}Z`,
  ].join('')
  const leaves = [-3.4, -2.9, -2.35, -1.75, -1.2, -0.65, -0.15, 0.3].map((angle) =>
    frond(
      {
        root: crown,
        angle: angle + random.between(-0.14, 0.14),
        length: height * random.between(0.36, 0.46),
        droop: random.between(0.32, 0.6),
      },
      8,
    ),
  )
  return [trunk, ...leaves]
}
