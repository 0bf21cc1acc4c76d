import { LayoutGrid } from 'lucide-react'
import type { JSX } from 'react'
import { Thumbnail } from '../gallery/thumbnail.tsx'
import { statusWord } from '../status/status-word.ts'
import type { Entry } from '../studio/entry.ts'
import { shapeOf } from '../wish/expected-size.ts'

/** What the strip shows. */
export interface FilmstripProps {
  readonly entries: readonly Entry[]
  readonly selectedId: string | undefined
  readonly onSelect: (id: string | undefined) => void
}

/** The latest generations in a row, those under way among them. */
export function Filmstrip({ entries, selectedId, onSelect }: FilmstripProps): JSX.Element {
  return (
    <ul aria-label="Latest pictures" className="-m-1 flex gap-2.5 overflow-x-auto p-1 pb-2">
      <li className="shrink-0">
        <button
          type="button"
          data-testid="examples-link"
          onClick={() => onSelect(undefined)}
          className="flex h-16 w-20 flex-col items-center justify-center gap-1.5 rounded-xl bg-card text-xs text-soft shadow-card transition hover:text-ink"
        >
          <LayoutGrid aria-hidden="true" className="size-4" />
          Examples
        </button>
      </li>
      {entries.slice(0, shown).map((entry) => (
        <li
          key={entry.id}
          className="filmstrip-item h-16 shrink-0"
          style={{ '--shape': shapeOf(entry.wish.aspect_ratio) }}
        >
          <button
            type="button"
            data-testid="film"
            aria-label={`${statusWord(entry.state)}: ${entry.wish.prompt}`}
            aria-current={entry.id === selectedId ? 'true' : undefined}
            onClick={() => onSelect(entry.id)}
            className="block size-full overflow-hidden rounded-xl shadow-card aria-[current]:ring-2 aria-[current]:ring-focus aria-[current]:ring-offset-2 aria-[current]:ring-offset-paper"
          >
            <Thumbnail entry={entry} />
          </button>
        </li>
      ))}
    </ul>
  )
}

// The rest is in the gallery.
const shown = 12
