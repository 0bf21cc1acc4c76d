/** A stream of draws that is the same for the same seed. */
export interface Random {
  /** From 0 to below 1. */
  readonly next: () => number
  /** From `low` to below `high`. */
  readonly between: (low: number, high: number) => number
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <Option>(options: readonly [Option, ...Option[]]) => Option
}

/**
 * The stream that belongs to a list of names. Every decision of a schedule has a stream of its own, so that taking one
 * fault away leaves all the others as they were: that is what lets a failing schedule shrink.
 */
export function createRandom(...names: readonly (string | number)[]): Random {
  let state = hash(names.join('/'))
  // splitmix32: small, fast, and the same on every machine.
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number): number => low + (high - low) * next()
  const whole = (low: number, high: number): number => Math.floor(between(low, high + 1))
  return {
    next,
    between,
    whole,
    chance: (share) => next() < share,
    pick: (options) => options[whole(0, options.length - 1)] ?? options[0],
  }
}

// FNV-1a, to spread names that differ in one digit over the whole range.
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value
}
