import { Moon, Sun } from 'lucide-react'
import type { JSX } from 'react'
import { useTheme } from '../theme/use-theme.ts'

/** Switches between light and dark. */
export function ThemeToggle(): JSX.Element {
  const { theme, toggle } = useTheme()
  const Icon = theme === 'dark' ? Sun : Moon
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={theme === 'dark' ? 'Switch to light' : 'Switch to dark'}
      className="grid size-9 shrink-0 place-items-center rounded-full bg-card text-soft shadow-card transition hover:bg-raised hover:text-ink"
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  )
}
