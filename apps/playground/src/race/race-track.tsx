import { type JSX, useState } from 'react'
import { endOf, type Race } from './race.ts'
import { RaceLaneRow } from './race-lane-row.tsx'

/** A race that was run, to be gone through to and fro. */
export function RaceTrack({ race }: { readonly race: Race }): JSX.Element {
  const endMs = Math.ceil(endOf(race))
  const [atMs, setAtMs] = useState(endMs)
  return (
    <div className="rounded-2xl bg-card p-4 shadow-card sm:p-6">
      <p className="mb-4 text-sm text-soft" data-testid="race-story">
        {race.lost === 1 ? 'The first answer' : `The first ${race.lost} answers`} to a paid request got lost.
      </p>
      <ol className="flex flex-col gap-4">
        {race.lanes.map((lane) => (
          <RaceLaneRow key={lane.name} lane={lane} atMs={atMs} endMs={endMs} />
        ))}
      </ol>
      <label className="mt-6 flex items-center gap-4 text-sm">
        <span className="w-20 shrink-0 text-soft tabular-nums">{(atMs / 1000).toFixed(2)} s</span>
        <input
          type="range"
          min={0}
          max={endMs}
          step={1}
          value={atMs}
          data-testid="race-time"
          aria-label="Moment of the race"
          aria-valuetext={`${(atMs / 1000).toFixed(2)} seconds`}
          onChange={(event) => setAtMs(Number(event.target.value))}
          className="h-6 min-w-0 flex-1 accent-banana"
        />
      </label>
    </div>
  )
}
