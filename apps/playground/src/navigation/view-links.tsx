import type { JSX } from 'react'
import { type View, views } from './use-view.ts'

/** What the links show. */
export interface ViewLinksProps {
  readonly view: View
  /** How many pictures there are to see. */
  readonly count: number
  /** Whether there is anything to break. */
  readonly isBreakable: boolean
}

/** The way to each view. */
export function ViewLinks({ view, count, isBreakable }: ViewLinksProps): JSX.Element {
  const shown = views.filter((name) => name !== 'chaos' || isBreakable)
  return (
    <nav
      aria-label="Views"
      className="flex gap-0.5 overflow-x-auto rounded-full max-md:justify-between bg-well p-1 shadow-well"
    >
      {shown.map((name) => (
        <a
          key={name}
          href={`#${name}`}
          data-testid={`view-${name}`}
          aria-current={name === view ? 'page' : undefined}
          className="flex h-8 items-center gap-1.5 rounded-full px-3 text-[0.8125rem] leading-none text-soft capitalize transition hover:text-ink aria-[current]:bg-card aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-card max-md:flex-1 max-md:justify-center max-sm:px-2"
        >
          {name}
          {name === 'gallery' && count > 0 && <span className="text-xs text-soft tabular-nums">{count}</span>}
        </a>
      ))}
    </nav>
  )
}
