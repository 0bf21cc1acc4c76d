import { Plus } from 'lucide-react'
import { type JSX, useState } from 'react'
import { FieldLabel } from '../composer/field-label.tsx'
import { addReference } from './add-reference.ts'
import { moveReference } from './move-reference.ts'
import { ReferenceItem } from './reference-item.tsx'

/** What the field works on. */
export interface ReferencesFieldProps {
  readonly references: readonly string[]
  readonly onChange: (references: readonly string[]) => void
}

/** Pictures to draw from, by their URLs, in their order. */
export function ReferencesField({ references, onChange }: ReferencesFieldProps): JSX.Element {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()

  const add = (): void => {
    const added = addReference(references, typed)
    if ('problem' in added) {
      setProblem(added.problem)
      return
    }
    setTyped('')
    setProblem(undefined)
    onChange(added.references)
  }

  return (
    <div>
      <FieldLabel id="references-label" aside="optional">
        Reference pictures
      </FieldLabel>
      {references.length > 0 && (
        <ol aria-labelledby="references-label" className="mb-2 flex flex-col gap-2">
          {references.map((url, index) => (
            <ReferenceItem
              key={url}
              url={url}
              isFirst={index === 0}
              onForward={() => onChange(moveReference(references, url))}
              onRemove={() => onChange(references.filter((other) => other !== url))}
            />
          ))}
        </ol>
      )}
      <div className="flex gap-1 rounded-xl bg-well p-1 shadow-well">
        <input
          type="url"
          aria-labelledby="references-label"
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? 'references-problem' : undefined}
          data-testid="reference-url"
          placeholder="https://…"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setProblem(undefined)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return
            // Enter adds here; it would send the form with the URL left behind.
            event.preventDefault()
            if (typed.trim() !== '') add()
          }}
          className="h-9 min-w-0 flex-1 rounded-lg bg-transparent px-3 text-sm placeholder:text-faint"
        />
        <button
          type="button"
          data-testid="add-reference"
          onClick={add}
          className="flex h-9 items-center gap-1.5 rounded-lg bg-card px-3 text-sm font-medium shadow-card transition hover:bg-raised"
        >
          <Plus aria-hidden="true" className="size-4" />
          Add
        </button>
      </div>
      {problem && (
        <p id="references-problem" role="alert" className="mt-2 text-sm font-medium text-alert">
          {problem}
        </p>
      )}
    </div>
  )
}
