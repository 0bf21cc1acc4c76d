import { Plus } from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'

/** What the input reports. */
export interface UrlInputProps {
  readonly hasProblem: boolean
  /** Says whether the URL was taken. */
  readonly onAdd: (typed: string) => boolean
  readonly onType: () => void
  /** What else stands beside it. */
  readonly children: ReactNode
}

/** Where the URL of a picture is typed. */
export function UrlInput({ hasProblem, onAdd, onType, children }: UrlInputProps): JSX.Element {
  const [typed, setTyped] = useState('')
  const add = (): void => {
    if (onAdd(typed)) setTyped('')
  }

  return (
    <>
      <input
        type="url"
        aria-labelledby="references-label"
        aria-invalid={hasProblem}
        aria-describedby={hasProblem ? 'references-problem' : undefined}
        data-testid="reference-url"
        placeholder="https://…"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          onType()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return
          // Enter adds here; it would send the form with the URL left behind.
          event.preventDefault()
          if (typed.trim() !== '') add()
        }}
        className="h-9 min-w-0 flex-1 rounded-lg bg-transparent px-3 text-sm placeholder:text-faint"
      />
      {children}
      <button
        type="button"
        data-testid="add-reference"
        onClick={add}
        className="flex h-9 items-center gap-1.5 rounded-lg bg-card px-3 text-sm font-medium shadow-card transition hover:bg-raised"
      >
        <Plus aria-hidden="true" className="size-4" />
        Add
      </button>
    </>
  )
}
