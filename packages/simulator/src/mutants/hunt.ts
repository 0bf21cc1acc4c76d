import { simulate } from '../simulate.ts'

/** Where a defect was found first. */
export interface Catch {
  readonly seed: number
  readonly invariant: string
  readonly breach: string
}

/** Lives through schedules from seed 1 on until a promise breaks; nothing when none breaks. */
export async function hunt(mostSeeds: number): Promise<Catch | undefined> {
  for (let seed = 1; seed <= mostSeeds; seed += 1) {
    const [violation] = (await simulate(seed)).violations
    if (violation) return { seed, ...violation }
  }
  return undefined
}
