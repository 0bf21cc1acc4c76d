import type { JSX } from 'react'
import { useDocumentTitle } from './browser/use-document-title.ts'
import { useSelected } from './browser/use-selected.ts'
import { Create } from './create/create.tsx'
import { Gallery } from './gallery/gallery.tsx'
import { Header } from './header/header.tsx'
import { goTo, useView } from './navigation/use-view.ts'
import { titleOf } from './status/title-of.ts'
import type { Studio } from './studio/studio.ts'
import { useEntries } from './studio/use-entries.ts'
import { useWish } from './wish/use-wish.ts'

/** The whole page: its header, and the view that the address names. */
export function Playground({ studio }: { readonly studio: Studio }): JSX.Element {
  const entries = useEntries(studio)
  const [wish, changeWish] = useWish()
  const [selectedId, select] = useSelected()
  const view = useView()
  useDocumentTitle(titleOf(entries.map(({ state }) => state)))

  return (
    <div className="mx-auto max-w-[96rem] px-4 pb-10 sm:px-8 lg:px-12">
      <Header view={view} count={entries.length} />
      {view === 'create' && <Create {...{ studio, entries, wish, changeWish, selectedId, select }} />}
      {view === 'gallery' && (
        <Gallery
          entries={entries}
          onReuse={(entry) => {
            changeWish(entry.wish)
            goTo('create')
          }}
          onWatch={(entry) => {
            select(entry.id)
            goTo('create')
          }}
          onRemove={({ id }) => studio.remove(id)}
        />
      )}
    </div>
  )
}
