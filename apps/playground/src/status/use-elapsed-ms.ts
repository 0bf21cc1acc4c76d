import { useEffect, useState } from 'react'

/** Milliseconds since a moment, ticking while something runs; it keeps the last figure when that ends. */
export function useElapsedMs(isRunning: boolean, sinceMs: number | undefined): number | undefined {
  const [nowMs, setNowMs] = useState<number>()

  useEffect(() => {
    if (!isRunning) return
    const tick = (): void => setNowMs(Date.now())
    tick()
    const timer = setInterval(tick, 100)
    return () => clearInterval(timer)
  }, [isRunning])

  return nowMs === undefined || sinceMs === undefined ? undefined : Math.max(0, nowMs - sinceMs)
}
