/** How long a link still works, in words, from milliseconds. */
export function timeLeft(leftMs: number): string {
  if (leftMs <= 0) return 'link has expired'
  const hours = leftMs / 3_600_000
  if (hours >= 48) return `link works for ${Math.floor(hours / 24)} more days`
  if (hours >= 2) return `link works for ${Math.floor(hours)} more hours`
  return `link works for ${Math.max(1, Math.floor(leftMs / 60_000))} more minutes`
}

/** Whether a link ends so soon that it has to be said without being asked, from milliseconds. */
export const isShortOfTime = (leftMs: number): boolean => leftMs < 24 * 3_600_000
