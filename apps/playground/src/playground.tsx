import { type JSX, Suspense } from 'react'
import { useDocumentTitle } from './browser/use-document-title.ts'
import { useSelected } from './browser/use-selected.ts'
import { Create } from './create/create.tsx'
import { Gallery } from './gallery/gallery.tsx'
import { Header } from './header/header.tsx'
import { useService } from './header/use-service.ts'
import { ChaosView, CodeView, WireView } from './navigation/later-views.ts'
import { goTo, useView } from './navigation/use-view.ts'
import { addressOf } from './references/address-of.ts'
import { useSpending } from './spending/use-spending.tsx'
import { titleOf } from './status/title-of.ts'
import type { Studio } from './studio/studio.ts'
import { useEntries } from './studio/use-entries.ts'
import type { WireStore } from './wire/wire-store.ts'
import { useWish } from './wish/use-wish.ts'

/** What the page is made over. */
export interface PlaygroundProps {
  readonly studio: Studio
  readonly wire: WireStore
}

/** The whole page: its header, and the view that the address names. */
export function Playground({ studio, wire }: PlaygroundProps): JSX.Element {
  const entries = useEntries(studio)
  const [wish, changeWish] = useWish()
  const [selectedId, select] = useSelected()
  const view = useView()
  const service = useService()
  const { guard, dialog } = useSpending(service)
  useDocumentTitle(titleOf(entries.map(({ state }) => state)))

  return (
    <div className="mx-auto max-w-[96rem] px-4 pb-10 sm:px-8 lg:px-12">
      <Header view={view} count={entries.length} service={service} />
      {view === 'create' && (
        <Create {...{ studio, wire, service, guard, entries, wish, changeWish, selectedId, select }} />
      )}
      {view === 'gallery' && (
        <Gallery
          entries={entries}
          onReuse={(entry) => {
            changeWish(entry.wish)
            goTo('create')
          }}
          onReference={async ({ taskId = '' }) => {
            const url = await addressOf(taskId)
            changeWish(({ image_input }) => ({ image_input: [...image_input.filter((known) => known !== url), url] }))
            goTo('create')
          }}
          onWatch={(entry) => {
            select(entry.id)
            goTo('create')
          }}
          onRemove={({ id }) => studio.remove(id)}
        />
      )}
      {dialog}
      <Suspense fallback={<main className="min-h-svh" />}>
        {view === 'code' && <CodeView wish={wish} local={service?.local} />}
        {view === 'chaos' && service?.isBreakable && <ChaosView studio={studio} entries={entries} wish={wish} />}
        {view === 'wire' && <WireView wire={wire} entries={entries} />}
      </Suspense>
    </div>
  )
}
