import { useEffect, useState } from 'react'
import { applyTheme } from './apply-theme.ts'
import { chooseTheme, chosenTheme, type Theme } from './chosen-theme.ts'

/** The page's look, and how to change it. It follows the system until the visitor chooses. */
export function useTheme(): { readonly theme: Theme; readonly toggle: () => void } {
  const [theme, setTheme] = useState(chosenTheme)

  useEffect(() => applyTheme(theme), [theme])

  useEffect(() => {
    const preference = matchMedia('(prefers-color-scheme: dark)')
    const follow = (): void => setTheme(chosenTheme())
    preference.addEventListener('change', follow)
    return () => preference.removeEventListener('change', follow)
  }, [])

  const toggle = (): void => {
    const next = theme === 'dark' ? 'light' : 'dark'
    chooseTheme(next)
    setTheme(next)
  }
  return { theme, toggle }
}
