import { useEffect, useState } from 'react'

const everyMs = 30_000

/** The time, as exact as minutes need it. */
export function useNowMs(): number {
  const [nowMs, setNowMs] = useState(Date.now)

  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [])

  return nowMs
}
