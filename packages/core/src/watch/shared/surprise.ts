/** Whether tasks end sooner or later than expected just now: what slows the service, slows all tasks of the moment. */
export interface Surprise {
  /** So much hazard was lived through, and so many tasks ended by it. */
  readonly add: (hazard: number, ended: number) => void
  /** By how much the hazard is higher than what was learned: 1 when all is as ever. */
  readonly factor: () => number
}

/** So many endings have to be missed, or seen too many, before it counts. */
const inertia = 8
/** So many endings, expected or seen, are remembered. */
const memory = 20

/** Nothing out of the ordinary yet. */
export function createSurprise(): Surprise {
  let expected = 0
  let seen = 0
  return {
    add(hazard, ended) {
      expected += hazard
      seen += ended
      const rest = Math.min(1, memory / expected, memory / seen)
      expected *= rest
      seen *= rest
    },
    factor: () => (inertia + seen) / (inertia + expected),
  }
}
