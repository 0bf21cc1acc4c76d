import type { JSX } from 'react'
import type { View } from '../navigation/use-view.ts'
import { ViewLinks } from '../navigation/view-links.tsx'
import { BananaMark } from '../ui/banana-mark.tsx'
import { ServiceBadge } from './service-badge.tsx'
import type { ServiceInfo } from './service-info.ts'
import { ThemeToggle } from './theme-toggle.tsx'

/** What the header tells. */
export interface HeaderProps {
  readonly view: View
  /** How many pictures there are. */
  readonly count: number
  readonly service: ServiceInfo | undefined
}

/** The page's name, its views, what a picture costs here, and the light switch. */
export function Header({ view, count, service }: HeaderProps): JSX.Element {
  return (
    <header className="flex flex-wrap items-center gap-x-2.5 gap-y-4 py-5 lg:py-7">
      <BananaMark className="ripe size-7 shrink-0 sm:size-8" />
      <p className="text-[1.0625rem] leading-none font-semibold tracking-tight whitespace-nowrap max-sm:text-base">
        Nano Banana <span className="hidden font-normal text-soft xl:inline">Playground</span>
      </p>
      <div className="max-md:order-last max-md:w-full md:ml-4">
        <ViewLinks view={view} count={count} isBreakable={service?.isBreakable ?? false} />
      </div>
      <div className="ml-auto flex items-center gap-2">
        {service && <ServiceBadge service={service.service} />}
        <ThemeToggle />
      </div>
    </header>
  )
}
