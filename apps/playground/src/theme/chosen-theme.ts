import { readStored, writeStored } from '../browser/stored.ts'

/** The two looks of the page. */
export type Theme = 'light' | 'dark'

/** What the visitor chose, else what the system prefers. */
export function chosenTheme(): Theme {
  const stored = readStored('theme')
  if (stored === 'light' || stored === 'dark') return stored
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Keeps the visitor's choice. */
export const chooseTheme = (theme: Theme): void => writeStored('theme', theme)
