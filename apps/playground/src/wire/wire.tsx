import { Cable } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { Entry } from '../studio/entry.ts'
import { ViewTitle } from '../ui/view-title.tsx'
import { entriesOf } from './entries-of.ts'
import { useWire } from './use-wire.ts'
import { WireRow } from './wire-row.tsx'
import type { WireStore } from './wire-store.ts'

/** What the inspector looks at. */
export interface WireProps {
  readonly wire: WireStore
  readonly entries: readonly Entry[]
}

/** Everything that goes over the wire, in its order and with its timing; keys are left out. */
export function Wire({ wire, entries }: WireProps): JSX.Element {
  const all = useWire(wire)
  const [chosen, setChosen] = useState('')
  const shown = chosen === '' ? all : entriesOf(all, chosen)
  const [first] = shown
  const endMs = Math.max(...shown.map(({ atMs, durationMs = 0 }) => atMs + durationMs))

  return (
    <main className="pt-3 lg:pt-5">
      <ViewTitle
        title="Wire"
        story="Each request and its answer in their order: what this page asks of its server, what that asks of the service, and what comes back by callbacks and events. Keys are redacted before anything is noted."
      />
      <label className="mb-4 flex items-center gap-3 text-sm sm:w-fit">
        <span className="text-soft">Picture</span>
        <select
          data-testid="wire-picture"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          className="h-10 min-w-0 flex-1 rounded-xl bg-card px-3 shadow-card sm:max-w-96"
        >
          <option value="">All of them</option>
          {entries.map(
            ({ taskId, wish }) =>
              taskId !== undefined && (
                <option key={taskId} value={taskId}>
                  {wish.prompt.slice(0, 60)}
                </option>
              ),
          )}
        </select>
      </label>
      {first ? (
        <ol className="overflow-hidden rounded-2xl bg-card shadow-card">
          {shown.map((entry) => (
            <WireRow key={entry.id} entry={entry} startMs={first.atMs} spanMs={Math.max(1, endMs - first.atMs)} />
          ))}
        </ol>
      ) : (
        <div className="grid min-h-[20rem] place-items-center rounded-3xl bg-table p-8 text-center shadow-well">
          <div>
            <Cable aria-hidden="true" className="mx-auto mb-4 size-8 text-soft" strokeWidth={1.5} />
            <p className="text-lg font-semibold tracking-tight">Nothing has passed yet</p>
            <p className="mt-1 text-sm text-soft">Make a picture, and watch what it takes.</p>
          </div>
        </div>
      )}
    </main>
  )
}
