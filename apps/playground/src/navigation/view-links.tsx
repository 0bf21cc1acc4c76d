import type { JSX } from 'react'
import { type View, views } from './use-view.ts'

/** What the links show. */
export interface ViewLinksProps {
  readonly view: View
  /** How many pictures there are to see. */
  readonly count: number
}

/** The way to each view. */
export function ViewLinks({ view, count }: ViewLinksProps): JSX.Element {
  return (
    <nav aria-label="Views" className="flex gap-1 rounded-full bg-well p-1 shadow-well">
      {views.map((name) => (
        <a
          key={name}
          href={`#${name}`}
          data-testid={`view-${name}`}
          aria-current={name === view ? 'page' : undefined}
          className="flex h-8 items-center gap-1.5 rounded-full px-3 text-[0.8125rem] leading-none text-soft capitalize transition hover:text-ink aria-[current]:bg-card aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-card sm:px-3.5"
        >
          {name}
          {name === 'gallery' && count > 0 && <span className="text-xs text-soft tabular-nums">{count}</span>}
        </a>
      ))}
    </nav>
  )
}
