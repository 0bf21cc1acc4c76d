import type { JSX } from 'react'
import { type ExamplePrompt, examplePrompts } from '../wish/example-prompts.ts'
import { shapeOf } from '../wish/expected-size.ts'

/** What the examples need. */
export interface ExampleGalleryProps {
  readonly onPick: (example: ExamplePrompt) => void
}

/** Pictures to start from, each with the prompt that made it. */
export function ExampleGallery({ onPick }: ExampleGalleryProps): JSX.Element {
  return (
    <section aria-labelledby="examples-title" data-testid="examples">
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h2 id="examples-title" className="text-lg font-semibold tracking-tight">
          Begin with one of these
        </h2>
        <p className="text-[0.8125rem] text-soft max-sm:hidden">Painted by the emulator</p>
      </div>
      <ul className="justified">
        {examplePrompts.map((example) => (
          <li key={example.name} style={{ '--shape': shapeOf(example.ratio) }}>
            <button
              type="button"
              data-testid={`example-${example.name.toLowerCase()}`}
              onClick={() => onPick(example)}
              className="print group"
            >
              <img src={`/api/examples/${example.name.toLowerCase()}.jpg`} alt="" />
              <span className="print-caption">
                <span className="block text-sm font-semibold">{example.name}</span>
                <span className="line-clamp-2 text-xs opacity-90">{example.prompt}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
