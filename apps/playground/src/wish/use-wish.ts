import { useEffect, useState } from 'react'
import { readStored, writeStored } from '../browser/stored.ts'
import { firstWish, parseWish, type Wish } from './wish.ts'

/** The form's content, kept over a reload. */
export function useWish(): readonly [wish: Wish, change: (part: Partial<Wish>) => void] {
  const [wish, setWish] = useState(() => parseWish(readStored('wish')) ?? firstWish)

  useEffect(() => writeStored('wish', wish), [wish])

  return [wish, (part) => setWish((old) => ({ ...old, ...part }))]
}
