import { useSyncExternalStore } from 'react'
import { seedInAddress } from '../race/seed-in-address.ts'

/** The page's views, each with an address of its own. */
export const views = ['create', 'gallery', 'code', 'wire', 'chaos'] as const

/** One of the page's views. */
export type View = (typeof views)[number]

/** The view that the address names; the first one for any other. */
export const useView = (): View => useSyncExternalStore(subscribe, read)

/** Goes to a view, as a link to it would. */
export function goTo(view: View): void {
  location.hash = view
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

// Whoever was sent a race is shown the race.
const read = (): View =>
  views.find((view) => location.hash === `#${view}`) ?? (seedInAddress() === undefined ? 'create' : 'chaos')
