import type { JSX, ReactNode } from 'react'
import type { Entry } from '../studio/entry.ts'
import { type Telling, wireStory } from '../wire/told-by.ts'
import { useWire } from '../wire/use-wire.ts'
import type { WireStore } from '../wire/wire-store.ts'
import { spentWords } from './spent-words.ts'
import { timeWords } from './time-words.ts'
import { useEstimate } from './use-estimate.ts'

/** What is watched, and how. */
export interface WatchFactsProps {
  readonly entry: Entry
  readonly wire: WireStore
}

/** What told us of each state, what that took, and how much longer it may be. */
export function WatchFacts({ entry, wire }: WatchFactsProps): JSX.Element {
  const { state, sentAtMs, taskId } = entry
  const entries = useWire(wire)
  const story = taskId === undefined ? undefined : wireStory(entries, taskId)
  const estimate = useEstimate(state, sentAtMs)
  const isKnown = story !== undefined && story.tellings.length > 0
  return (
    <dl className="grid min-h-26 gap-x-8 gap-y-4 border-t border-line/70 pt-4 text-sm sm:grid-cols-[1fr_1fr_auto]">
      <Fact name="What told us">
        {isKnown ? (
          <ul className="flex flex-wrap gap-1.5" data-testid="told-by">
            {story.tellings.map((telling) => (
              <li key={telling.status} className="rounded-md bg-well px-1.5 py-0.5 text-xs">
                <span className="font-medium">{telling.status}</span>{' '}
                <span className="text-soft">{wayOf(telling)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <span className="text-soft">Nothing on this visit</span>
        )}
      </Fact>
      <Fact name="Requests spent">
        <span data-testid="spent" className="text-soft">
          {isKnown ? spentWords(story) : 'None on this visit'}
        </span>
      </Fact>
      <Fact name="Estimate">
        <span data-testid="estimate" className="text-soft tabular-nums sm:block sm:w-60">
          {timeWords(state, estimate)}
        </span>
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): JSX.Element {
  return (
    <div className="min-w-0">
      <dt className="mb-1.5 text-xs font-medium">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const wayOf = ({ server, page }: Telling): string => [server, page].filter(Boolean).join(' → ')
