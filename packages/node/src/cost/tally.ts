import { type Operation, type Resolution, resolutions } from '@nano-banana/core'
import { isSpent } from './is-spent.ts'
import type { Cost, Prices } from './prices.ts'

/** Counts tasks by their resolution. */
export interface Tally {
  /** One task more; of an unknown resolution when there is none. */
  readonly add: (resolution: Resolution | undefined) => void
  /** The task of an operation, if it exists or may exist. */
  readonly addOperation: (operation: Operation) => void
  readonly total: () => number
  readonly cost: (prices: Prices) => Cost
}

/** No task yet. */
export function createTally(): Tally {
  const counts = new Map<Resolution | undefined, number>()
  const add = (resolution: Resolution | undefined): void =>
    void counts.set(resolution, (counts.get(resolution) ?? 0) + 1)
  return {
    add,
    addOperation: (operation) => isSpent(operation) && add(resolutionIn(operation.body)),
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    cost(prices) {
      let [amount, unpriced] = [0, 0]
      for (const [resolution, count] of counts) {
        const price = resolution && prices[resolution]
        if (price === undefined) unpriced += count
        else amount += count * price
      }
      return { amount, unpriced }
    },
  }
}

/** The resolution that a request's bytes ask for; nothing when they were erased. Within a text, the quotes would be escaped. */
export function resolutionIn(body: string): Resolution | undefined {
  const found = /"resolution":"(\w+)"/.exec(body)?.[1]
  return resolutions.find((resolution) => resolution === found)
}
