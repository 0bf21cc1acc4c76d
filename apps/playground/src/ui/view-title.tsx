import type { JSX } from 'react'

/** What a view is called, and what it is for. */
export interface ViewTitleProps {
  readonly title: string
  readonly story: string
}

/** The head of a view. */
export function ViewTitle({ title, story }: ViewTitleProps): JSX.Element {
  return (
    <div className="mb-6">
      <h1 className="text-[2rem] leading-[1.1] font-semibold tracking-[-0.028em] sm:text-[2.375rem]">{title}</h1>
      <p className="mt-2.5 max-w-[64ch] text-[0.9375rem] text-pretty text-soft">{story}</p>
    </div>
  )
}
