import { Plug, Sparkles, Zap } from 'lucide-react'
import { type JSX, useState } from 'react'
import { Thumbnail } from '../gallery/thumbnail.tsx'
import { RacePanel } from '../race/race-panel.tsx'
import { statusWord } from '../status/status-word.ts'
import type { Entry } from '../studio/entry.ts'
import type { Studio } from '../studio/studio.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { ViewTitle } from '../ui/view-title.tsx'
import { shapeOf } from '../wish/expected-size.ts'
import type { Wish } from '../wish/wish.ts'
import { type Books, booksSince } from './books.ts'
import { pullThePlug } from './chaos-state.ts'
import { LedgerBook } from './ledger-book.tsx'
import { SwitchBoard } from './switch-board.tsx'
import { useChaos } from './use-chaos.ts'

/** What is broken here, and what it is tried on. */
export interface ChaosProps {
  readonly studio: Studio
  readonly entries: readonly Entry[]
  readonly wish: Wish
}

/** Breaks the network and the server on purpose, and shows that each picture is paid once and arrives. */
export function Chaos({ studio, entries, wish }: ChaosProps): JSX.Element {
  const { state, isDown, set } = useChaos()
  const [since, setSince] = useState<Books>()
  const [latestId, setLatestId] = useState<string>()
  const latest = entries.find(({ id }) => id === latestId)
  const isArmed = state?.switches.pullThePlug === true

  const make = (): void => setLatestId(studio.generate(wish))

  return (
    <main className="pt-3 lg:pt-5">
      <ViewTitle
        title="Chaos"
        story="Break the way between this server and the service, or kill the server in mid-task. Then make a picture and count: what was asked for is billed once and delivered once."
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,25rem)] lg:gap-12">
        <SwitchBoard switches={state?.switches} onSwitch={(name, isOn) => void set({ [name]: isOn })} />
        <div className="flex min-w-0 flex-col gap-5 self-start max-lg:order-first lg:sticky lg:top-6">
          <LedgerBook
            books={state && booksSince(state.books, since ?? noBooks)}
            isDown={isDown}
            onReset={() => state && setSince(state.books)}
          />
          <div className="flex flex-col gap-2.5">
            <ActionButton emphasis="strong" data-testid="chaos-generate" onClick={make} className="h-13 rounded-2xl">
              <Sparkles aria-hidden="true" className="size-4.5" />
              Make a picture
            </ActionButton>
            {state?.canPull && (
              <>
                <ActionButton
                  emphasis="quiet"
                  data-testid="generate-and-pull"
                  aria-disabled={isArmed}
                  onClick={() => {
                    if (!isArmed) set({ pullThePlug: true }).then(make, () => undefined)
                  }}
                >
                  <Zap aria-hidden="true" className="size-4" />
                  Make one, and pull the plug in mid-task
                </ActionButton>
                <ActionButton
                  emphasis="quiet"
                  data-testid="pull"
                  onClick={() => void pullThePlug().catch(() => undefined)}
                >
                  <Plug aria-hidden="true" className="size-4" />
                  Pull the plug now
                </ActionButton>
              </>
            )}
          </div>
          {state?.canPull === false && (
            <p className="text-[0.8125rem] text-soft">
              The plug cannot be pulled: nobody would start this server again.
            </p>
          )}
          <div className="min-h-28" aria-live="polite">
            {latest && (
              <a
                href="#create"
                className="flex items-center gap-4 rounded-2xl bg-card p-3 shadow-card transition hover:bg-raised"
              >
                <span
                  className="block h-22 max-w-36 shrink-0 overflow-hidden rounded-xl"
                  style={{ aspectRatio: shapeOf(latest.wish.aspect_ratio) }}
                >
                  <Thumbnail entry={latest} />
                </span>
                <span className="min-w-0">
                  <span data-testid="chaos-status" className="block font-semibold">
                    {statusWord(latest.state)}
                  </span>
                  <span className="line-clamp-2 text-[0.8125rem] text-soft">{latest.wish.prompt}</span>
                </span>
              </a>
            )}
          </div>
        </div>
      </div>
      <RacePanel />
    </main>
  )
}

const noBooks: Books = { wanted: 0, sent: 0, billed: 0, delivered: 0 }
