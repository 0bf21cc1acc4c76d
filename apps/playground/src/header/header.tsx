import type { JSX } from 'react'
import { BananaMark } from '../ui/banana-mark.tsx'
import { ServiceBadge } from './service-badge.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

/** The page's name, what a picture costs here, and the light switch. */
export function Header(): JSX.Element {
  return (
    <header className="flex items-center gap-2.5 py-5 lg:py-7">
      <BananaMark className="ripe size-7 shrink-0 sm:size-8" />
      <p className="text-[1.0625rem] leading-none font-semibold tracking-tight whitespace-nowrap max-sm:text-base">
        Nano Banana <span className="hidden font-normal text-soft md:inline">Playground</span>
      </p>
      <div className="ml-auto flex items-center gap-2">
        <ServiceBadge />
        <ThemeToggle />
      </div>
    </header>
  )
}
