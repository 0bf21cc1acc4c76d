import { type Resolution, resolutions } from '@nano-banana/core'

/** What a task costs, by its resolution, in whatever money you pay with. No price is documented, so none is assumed. */
export type Prices = Partial<Readonly<Record<Resolution, number>>>

/** What tasks cost, by the prices that are known. */
export interface Cost {
  readonly amount: number
  /** Tasks that are not in the amount: their resolution has no price, or nobody knows it any more. */
  readonly unpriced: number
}

/** What is wrong with prices; nothing when they make sense. */
export function problemWithPrices(prices: unknown): string | undefined {
  const isTable = typeof prices === 'object' && prices !== null && Object.entries(prices).every(isPrice)
  return isTable ? undefined : `must be numbers from 0 on, by resolution: ${resolutions.join(', ')}`
}

const isPrice = ([name, price]: [string, unknown]): boolean =>
  resolutions.some((resolution) => resolution === name) && typeof price === 'number' && price >= 0 && price < 1e9
