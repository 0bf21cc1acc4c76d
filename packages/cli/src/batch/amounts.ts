import type { Cost } from '@nano-banana/node'

/** A time as people say it: hours and minutes, or seconds when it is short. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Room on a disk. */
export const room = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`

/** Money, in whatever currency the prices are. */
export const money = ({ amount, unpriced }: Cost): string =>
  `${amount.toFixed(2)}${unpriced > 0 ? `, and ${unpriced} without a price` : ''}`
