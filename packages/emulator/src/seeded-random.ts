import { createHash } from 'node:crypto'

/** A stream of choices that is the same for the same seed. */
export interface Random {
  /** Returns a number from `low` up to `high`. */
  readonly between: (low: number, high: number) => number
  /** Returns a whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number
  /** Returns true as often as the share says. */
  readonly chance: (share: number) => boolean
  /** Returns one of the options. */
  readonly pick: <Option>(options: readonly [Option, ...Option[]]) => Option
}

/** Creates the stream of choices that belongs to a text. */
export function seededRandom(text: string): Random {
  const next = randomNumbers(text)
  const between = (low: number, high: number) => low + (high - low) * next()
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1))
  return {
    between,
    whole,
    chance: (share) => next() < share,
    pick: (options) => options[whole(0, options.length - 1)] ?? options[0],
  }
}

// sfc32: small, fast, and the same on every machine, because it only uses 32-bit integers.
function randomNumbers(text: string): () => number {
  const seed = createHash('sha256').update(text).digest()
  let a = seed.readInt32LE(0)
  let b = seed.readInt32LE(4)
  let c = seed.readInt32LE(8)
  let counter = seed.readInt32LE(12)
  return () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
}
