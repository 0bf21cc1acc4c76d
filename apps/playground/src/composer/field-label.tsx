import type { JSX, ReactNode } from 'react'

/** What a label shows. */
export interface FieldLabelProps {
  readonly id: string
  readonly children: ReactNode
  readonly aside?: string
}

/** The name of a group of choices, and what follows from the choice. */
export function FieldLabel({ id, children, aside }: FieldLabelProps): JSX.Element {
  return (
    <p className="mb-2 flex items-baseline justify-between text-sm">
      <span id={id} className="font-medium">
        {children}
      </span>
      {aside && <span className="text-soft tabular-nums">{aside}</span>}
    </p>
  )
}
