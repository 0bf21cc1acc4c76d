/** How many answers get lost, one after the other: 1 to 3, by the seed, and the same for everybody. */
export function lostBySeed(seed: number): number {
  // Multiplied by a large odd number, neighbouring seeds have little in common; the upper bits have the least.
  const mixed = Math.imul(seed ^ (seed >>> 16), 0x9e37_79b1)
  return 1 + ((Math.imul(mixed ^ (mixed >>> 15), 0x85eb_ca77) >>> 16) % 3)
}
