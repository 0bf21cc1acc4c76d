import { must, type Reader } from './reader.ts'

/** Reads a bound: one of nothing, of NaN or without end makes no sense. */
export const positive = (what = 'number'): Reader<number> =>
  must(
    (value) => typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY,
    `must be a positive, finite ${what}`,
  )
