import { useEffect, useState } from 'react'
import { readStored, writeStored } from '../browser/stored.ts'
import { firstWish, parseWish, type Wish } from './wish.ts'

/** Changes a part of the form's content, by what it is just then where that matters. */
export type ChangeWish = (part: Partial<Wish> | ((old: Wish) => Partial<Wish>)) => void

/** The form's content, kept over a reload. */
export function useWish(): readonly [wish: Wish, change: ChangeWish] {
  const [wish, setWish] = useState(() => parseWish(readStored('wish')) ?? firstWish)

  useEffect(() => writeStored('wish', wish), [wish])

  return [wish, (part) => setWish((old) => ({ ...old, ...(typeof part === 'function' ? part(old) : part) }))]
}
