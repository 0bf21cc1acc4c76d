import process from 'node:process'

const everyMs = 10

/** Takes what this process holds of memory now as its base; tells, in the end, how far beyond it has been, in bytes. */
export function watchMemory(): () => number {
  const baseBytes = process.memoryUsage.rss()
  let peakBytes = baseBytes
  const look = (): void => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
  }
  const looking = setInterval(look, everyMs)
  return () => {
    clearInterval(looking)
    look()
    return peakBytes - baseBytes
  }
}
