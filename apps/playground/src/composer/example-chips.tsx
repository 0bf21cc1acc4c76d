import type { JSX } from 'react'
import { examplePrompts } from '../wish/example-prompts.ts'

/** What the chips need. */
export interface ExampleChipsProps {
  readonly current: string
  readonly onPick: (prompt: string) => void
}

/** Prompts to start from, one press each. */
export function ExampleChips({ current, onPick }: ExampleChipsProps): JSX.Element {
  return (
    <ul aria-label="Example prompts" className="mt-3 flex flex-wrap gap-1.5">
      {examplePrompts.map(({ name, prompt }) => (
        <li key={name}>
          <button
            type="button"
            aria-pressed={prompt === current}
            onClick={() => onPick(prompt)}
            className="h-8 rounded-full px-2.75 text-[0.8125rem] text-soft ring-1 ring-line transition ring-inset hover:bg-card hover:text-ink aria-pressed:bg-tint aria-pressed:text-ink aria-pressed:ring-transparent"
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  )
}
