import { type JSX, useEffect, useRef } from 'react'
import { revealIfBelow } from '../browser/reveal-if-below.ts'
import { Composer } from '../composer/composer.tsx'
import type { ServiceInfo } from '../header/service-info.ts'
import { Stage } from '../stage/stage.tsx'
import type { Entry } from '../studio/entry.ts'
import type { Studio } from '../studio/studio.ts'
import type { WireStore } from '../wire/wire-store.ts'
import { keyToAskAgain } from '../wish/key-to-ask-again.ts'
import type { ChangeWish } from '../wish/use-wish.ts'
import type { Wish } from '../wish/wish.ts'
import { ExampleGallery } from './example-gallery.tsx'
import { Filmstrip } from './filmstrip.tsx'

/** What the view works on. */
export interface CreateProps {
  readonly studio: Studio
  readonly wire: WireStore
  readonly entries: readonly Entry[]
  readonly wish: Wish
  readonly changeWish: ChangeWish
  readonly service: ServiceInfo | undefined
  /** Does what costs a picture, when that is meant. */
  readonly guard: (spend: () => void) => void
  readonly selectedId: string | undefined
  readonly select: (id: string | undefined) => void
}

/** The form on one side; on the other what to begin with, or the picture and how it comes to be. */
export function Create(props: CreateProps): JSX.Element {
  const { studio, wire, entries, wish, changeWish, selectedId, select, service, guard } = props
  const promptRef = useRef<HTMLTextAreaElement>(null)
  const stageRef = useRef<HTMLElement>(null)
  const selected = entries.find(({ id }) => id === selectedId)
  const toPrompt = (): void => promptRef.current?.focus()

  // Enter makes a picture at once; on a phone the keyboard would cover what there is to see.
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) promptRef.current?.focus({ preventScroll: true })
  }, [])

  return (
    <main className="grid grid-cols-[minmax(0,1fr)] gap-12 pt-3 lg:grid-cols-[minmax(24rem,27rem)_minmax(0,1fr)] lg:gap-14 lg:pt-5 xl:gap-20">
      <Composer
        wish={wish}
        promptRef={promptRef}
        onChange={changeWish}
        hasUploads={service?.hasUploads}
        onGenerate={(asked) =>
          guard(() => {
            select(studio.generate(asked))
            revealIfBelow(stageRef.current)
          })
        }
      />
      <section
        ref={stageRef}
        tabIndex={-1}
        aria-label={selected ? 'Picture' : 'Examples'}
        className="flex min-w-0 scroll-mt-4 flex-col gap-6 outline-none"
      >
        {entries.length > 0 && <Filmstrip entries={entries} selectedId={selected?.id} onSelect={select} />}
        {selected ? (
          <Stage
            key={selected.id}
            entry={selected}
            wire={wire}
            onStop={() => studio.stop(selected.id)}
            onPickUp={() => studio.pickUp(selected.id)}
            onEdit={() => {
              changeWish(selected.wish)
              toPrompt()
            }}
            onAgain={() => {
              // The button that was pressed goes away: the focus stays near.
              stageRef.current?.focus({ preventScroll: true })
              const { state } = selected
              const key = state.phase === 'failed' ? keyToAskAgain(state.error) : undefined
              const again = (): void => studio.again(selected.id, key)
              // Under the same key nothing is paid twice.
              if (key === undefined) guard(again)
              else again()
            }}
            onNew={() => {
              select(undefined)
              toPrompt()
            }}
          />
        ) : (
          <ExampleGallery
            onPick={({ prompt, ratio }) => {
              changeWish({ prompt, aspect_ratio: ratio })
              toPrompt()
            }}
          />
        )}
      </section>
    </main>
  )
}
