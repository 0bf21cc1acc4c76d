import type { JSX } from 'react'

/** The page's mark. Its skin takes the current `--skin`, so that it can ripen. */
export function BananaMark({ className }: { readonly className?: string }): JSX.Element {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={className}>
      <path className="banana-skin" d={body} />
      <path className="banana-shade" d={shade} />
      <path className="banana-ends" d={ends} />
    </svg>
  )
}

const body = 'M44 7c1-3 6-3 7 0l1 7c6 15 3 29-7 37-10 7-24 8-35 4-4-1-5-6-1-8 13 0 24-6 29-16 3-6 5-13 5-18z'
const shade = 'M52 14c6 15 3 29-7 37-10 7-24 8-35 4-1 0-2-1-2.6-2 12 2 24 0 32-7 9-8 13-19 12.6-32z'
const ends = 'M44 7c1-3 6-3 7 0l.8 5.5-8-.2zM9 47c-4 2-3 7 1 8l2.2-8.1z'
