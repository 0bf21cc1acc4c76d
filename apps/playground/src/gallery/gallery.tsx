import { Columns2, Search } from 'lucide-react'
import { type JSX, useState } from 'react'
import { useNowMs } from '../browser/use-now-ms.ts'
import type { Entry } from '../studio/entry.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { BigView } from './big-view.tsx'
import { CompareView } from './compare-view.tsx'
import { GalleryItem } from './gallery-item.tsx'
import { NothingHere } from './nothing-here.tsx'

/** What the gallery shows, and what can be done with it. */
export interface GalleryProps {
  readonly entries: readonly Entry[]
  readonly onReuse: (entry: Entry) => void
  /** Draws from a picture. Rejects when it has no address any more. */
  readonly onReference: (entry: Entry) => Promise<void>
  readonly onWatch: (entry: Entry) => void
  readonly onRemove: (entry: Entry) => void
}

/** All that was made here, those of earlier visits among them. */
export function Gallery({ entries, onReuse, onReference, onWatch, onRemove }: GalleryProps): JSX.Element {
  const [sought, setSought] = useState('')
  const [openId, setOpenId] = useState<string>()
  // While something is compared: what was chosen for it so far.
  const [chosenIds, setChosenIds] = useState<readonly string[]>()
  const nowMs = useNowMs()
  const words = sought.toLowerCase().split(/\s+/)
  const found = entries.filter(({ wish }) => words.every((word) => wish.prompt.toLowerCase().includes(word)))
  const opened = entries.find(({ id }) => id === openId)
  const finished = entries.filter(({ state }) => state.phase === 'succeeded')
  const [one, other] = (chosenIds ?? []).flatMap((id) => finished.find((entry) => entry.id === id) ?? [])

  const pick = (entry: Entry): void => {
    const { id, state } = entry
    if (state.phase !== 'succeeded') onWatch(entry)
    else if (chosenIds === undefined) setOpenId(id)
    else setChosenIds(chosenIds.includes(id) ? chosenIds.filter((chosen) => chosen !== id) : [...chosenIds, id])
  }

  return (
    <main className="pt-3 lg:pt-5">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-[2rem] leading-[1.1] font-semibold tracking-[-0.028em] sm:text-[2.375rem]">Gallery</h1>
        <div className="flex flex-wrap items-center gap-3 max-sm:w-full">
          {finished.length > 1 && (
            <ActionButton
              emphasis="quiet"
              data-testid="compare"
              aria-pressed={chosenIds !== undefined}
              onClick={() => setChosenIds(chosenIds === undefined ? [] : undefined)}
              className="aria-pressed:bg-banana aria-pressed:text-on-banana max-sm:w-full"
            >
              <Columns2 aria-hidden="true" className="size-4" />
              {chosenIds === undefined ? 'Compare' : chosenIds.length === 0 ? 'Choose two' : 'Choose one more'}
            </ActionButton>
          )}
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
      </div>
      {found.length === 0 ? (
        <NothingHere isFiltered={entries.length > 0} />
      ) : (
        <ul className="justified" data-testid="gallery">
          {found.map((entry) => (
            <GalleryItem
              key={entry.id}
              entry={entry}
              nowMs={nowMs}
              isChosen={chosenIds?.includes(entry.id)}
              onPick={() => pick(entry)}
            />
          ))}
        </ul>
      )}
      {one && other && <CompareView pair={[one, other]} onClose={() => setChosenIds(undefined)} />}
      {opened && (
        <BigView
          entry={opened}
          onClose={() => setOpenId(undefined)}
          onReuse={() => onReuse(opened)}
          onReference={() => onReference(opened)}
          onRemove={() => {
            setOpenId(undefined)
            onRemove(opened)
          }}
        />
      )}
    </main>
  )
}
