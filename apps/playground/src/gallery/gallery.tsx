import { Images, Search } from 'lucide-react'
import { type JSX, useState } from 'react'
import { statusWord } from '../status/status-word.ts'
import type { Entry } from '../studio/entry.ts'
import { actionClass } from '../ui/action-button.tsx'
import { shapeOf } from '../wish/expected-size.ts'
import { BigView } from './big-view.tsx'
import { Thumbnail } from './thumbnail.tsx'

/** What the gallery shows, and what can be done with it. */
export interface GalleryProps {
  readonly entries: readonly Entry[]
  readonly onReuse: (entry: Entry) => void
  readonly onWatch: (entry: Entry) => void
  readonly onRemove: (entry: Entry) => void
}

/** All that was made here, those of earlier visits among them. */
export function Gallery({ entries, onReuse, onWatch, onRemove }: GalleryProps): JSX.Element {
  const [sought, setSought] = useState('')
  const [openId, setOpenId] = useState<string>()
  const words = sought.toLowerCase().split(/\s+/)
  const found = entries.filter(({ wish }) => words.every((word) => wish.prompt.toLowerCase().includes(word)))
  const opened = entries.find(({ id }) => id === openId)

  return (
    <main className="pt-3 lg:pt-5">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-[2rem] leading-[1.1] font-semibold tracking-[-0.028em] sm:text-[2.375rem]">Gallery</h1>
        {entries.length > 0 && (
          <label className="flex h-11 w-full items-center gap-2.5 rounded-xl bg-card px-4 shadow-card sm:w-72">
            <Search aria-hidden="true" className="size-4 shrink-0 text-soft" />
            <span className="sr-only">Filter by words of the prompt</span>
            <input
              type="search"
              data-testid="filter"
              value={sought}
              placeholder="Filter by prompt"
              onChange={(event) => setSought(event.target.value)}
              className="h-full min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-faint"
            />
          </label>
        )}
      </div>
      {found.length === 0 ? (
        <Nothing isFiltered={entries.length > 0} />
      ) : (
        <ul className="justified" data-testid="gallery">
          {found.map((entry) => (
            <li key={entry.id} style={{ '--shape': shapeOf(entry.wish.aspect_ratio) }}>
              <button
                type="button"
                data-testid="gallery-item"
                className="print"
                onClick={() => (entry.state.phase === 'succeeded' ? setOpenId(entry.id) : onWatch(entry))}
              >
                <Thumbnail entry={entry} />
                <span className="print-caption">
                  <span className="block text-xs font-semibold">{statusWord(entry.state)}</span>
                  <span className="line-clamp-2 text-xs opacity-90">{entry.wish.prompt}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {opened && (
        <BigView
          entry={opened}
          onClose={() => setOpenId(undefined)}
          onReuse={() => onReuse(opened)}
          onRemove={() => {
            setOpenId(undefined)
            onRemove(opened)
          }}
        />
      )}
    </main>
  )
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }): JSX.Element {
  return (
    <div className="grid min-h-[24rem] place-items-center rounded-3xl bg-table p-8 text-center shadow-well">
      <div>
        <Images aria-hidden="true" className="mx-auto mb-4 size-8 text-soft" strokeWidth={1.5} />
        <p className="text-lg font-semibold tracking-tight">
          {isFiltered ? 'No prompt has these words' : 'Your pictures will hang here'}
        </p>
        <p className="mt-1 text-sm text-soft">
          {isFiltered ? 'Fewer words find more.' : 'They stay over a reload, for as long as their links work.'}
        </p>
        {!isFiltered && (
          <a href="#create" className={`${actionClass('strong')} mt-6`}>
            Make the first one
          </a>
        )}
      </div>
    </div>
  )
}
