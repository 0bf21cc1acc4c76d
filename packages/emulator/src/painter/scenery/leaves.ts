import { type Point, place, polygon } from '../drawing.ts'

/** How a leaf grows: from its root at an angle (0 points right, clockwise), bending down at its end. */
export interface Growth {
  readonly root: Point
  readonly angle: number
  readonly length: number
  /** How far the tip sinks, as a share of the length. */
  readonly droop: number
}

/** Makes path data of a plain pointed leaf. */
export function blade(growth: Growth, width: number): string {
  const { root, angle } = growth
  const tip = along(growth, 1)
  const middle = along(growth, 0.45)
  const across: Point = [-Math.sin(angle) * width, Math.cos(angle) * width]
  const left: Point = [middle[0] + across[0], middle[1] + across[1]]
  const right: Point = [middle[0] - across[0], middle[1] - across[1]]
  return `M${place(root)}Q${place(right)} ${place(tip)}Q${place(left)} ${place(root)}Z`
}

/** Makes path data of a feathered leaf, as palms and ferns have. */
export function frond(growth: Growth, leaflets = 15): string {
  const spine = blade(growth, growth.length * 0.02)
  const feathers = Array.from({ length: leaflets }, (_, index) => {
    const share = 0.1 + (index / leaflets) * 0.88
    const root = along(growth, share)
    const next = along(growth, share + 0.04)
    const heading = Math.atan2(next[1] - root[1], next[0] - root[0])
    const length = growth.length * 0.42 * Math.sin(Math.PI * (0.16 + share * 0.8)) ** 0.8
    return [-1, 1].map((side) =>
      feather({ root, angle: heading + side * (0.95 - share * 0.4), length, droop: 0.28 }, length * 0.045),
    )
  })
  return spine + feathers.flat().join('')
}

/** Makes path data of the rib and the veins of a plain leaf, to be drawn as a line. */
export function veins(growth: Growth, width: number): string {
  const shares = [0.14, 0.26, 0.38, 0.5, 0.62, 0.74]
  const side = (share: number, sign: 1 | -1) => {
    const reach = width * 2 * share * (1 - share) * 0.86 * sign
    const [x, y] = along(growth, share + 0.12)
    return `M${place(along(growth, share))}L${place([x - Math.sin(growth.angle) * reach, y + Math.cos(growth.angle) * reach])}`
  }
  const rib = `M${place(growth.root)}Q${place(along(growth, 0.45))} ${place(along(growth, 0.99))}`
  return rib + shares.map((share) => side(share, 1) + side(share, -1)).join('')
}

/** Finds a place on the spine of a leaf. */
export function along({ root, angle, length, droop }: Growth, share: number): Point {
  const reach = length * share
  return [root[0] + Math.cos(angle) * reach, root[1] + Math.sin(angle) * reach + droop * length * share ** 2]
}

// Fronds have hundreds of feathers: straight edges are filled several times faster than curves.
function feather(growth: Growth, width: number): string {
  const middle = along(growth, 0.42)
  const across: Point = [-Math.sin(growth.angle) * width, Math.cos(growth.angle) * width]
  return polygon([
    growth.root,
    [middle[0] - across[0], middle[1] - across[1]],
    along(growth, 1),
    [middle[0] + across[0], middle[1] + across[1]],
  ])
}
