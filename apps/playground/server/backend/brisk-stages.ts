import type { EmulatorOptions } from '@nano-banana/emulator'

const golden = 0.618_034
const [shortestMs, longestMs] = [600, 1_400]

/**
 * How long the page's pictures take: 0.6 to 1.4 seconds, spread evenly over any few of them. One in a hundred of the
 * emulator's own durations is longer than three seconds at this speed, and whoever tries the page for the first time would
 * think that it hangs.
 */
export const briskStages: EmulatorOptions['stages'] = (nth) => {
  const totalMs = shortestMs + (longestMs - shortestMs) * ((nth * golden) % 1)
  return { queued: totalMs * 0.15, handling: totalMs * 0.75, archiving: totalMs * 0.1 }
}
