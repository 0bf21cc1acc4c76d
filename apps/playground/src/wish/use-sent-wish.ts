import { useEffect, useState } from 'react'
import { readStored, writeStored } from '../browser/stored.ts'
import { parseWish, type SentWish } from './wish.ts'

/** The wish on the stage, kept over a reload of this tab, as its task is: the form may say something else by then. */
export function useSentWish(): readonly [sent: SentWish | undefined, keep: (sent: SentWish) => void] {
  const [sent, setSent] = useState(storedWish)

  useEffect(() => {
    if (sent) writeStored('sent', sent, 'sessionStorage')
  }, [sent])

  return [sent, setSent]
}

function storedWish(): SentWish | undefined {
  const stored = readStored('sent', 'sessionStorage')
  if (typeof stored !== 'object' || stored === null || !('wish' in stored) || !('sentAtMs' in stored)) return undefined
  const { sentAtMs } = stored
  const wish = parseWish(stored.wish)
  return wish && typeof sentAtMs === 'number' ? { wish, sentAtMs } : undefined
}
