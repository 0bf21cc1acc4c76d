import { Check, Dices, Link2 } from 'lucide-react'
import { type JSX, useEffect, useState } from 'react'
import { useCopy } from '../browser/use-copy.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { RaceTrack } from './race-track.tsx'
import { keepSeedInAddress, newSeed, seedInAddress } from './seed-in-address.ts'
import { useRace } from './use-race.ts'

/** The same lost answers for this client and for those that others have published. */
export function RacePanel(): JSX.Element {
  const [seed, setSeed] = useState(seedInAddress)
  const state = useRace(seed)
  const { isCopied, copy } = useCopy(seed === undefined ? '' : `${location.origin}/?seed=${seed}#chaos`)
  const CopyIcon = isCopied ? Check : Link2

  useEffect(() => {
    if (seed !== undefined) keepSeedInAddress(seed)
  }, [seed])

  return (
    <section aria-labelledby="race-title" className="mt-12">
      <h2 id="race-title" className="text-xl font-semibold tracking-tight">
        The race
      </h2>
      <p className="mt-1.5 max-w-[64ch] text-[0.9375rem] text-pretty text-soft">
        Each client asks for one picture, and the first answers get lost on their way back: as many for all, by the
        seed. They are the published packages with their defaults, against a server on this machine that counts what it
        executes, and honours keys.
      </p>
      <div className="mt-4 mb-5 flex flex-wrap items-center gap-2.5">
        <ActionButton
          emphasis="quiet"
          data-testid="race"
          aria-disabled={state.phase === 'running'}
          onClick={() => state.phase !== 'running' && setSeed(newSeed())}
        >
          <Dices aria-hidden="true" className="size-4" />
          {seed === undefined ? 'Start a race' : 'Another race'}
        </ActionButton>
        {seed !== undefined && (
          <ActionButton emphasis="quiet" data-testid="share-race" onClick={copy}>
            <CopyIcon aria-hidden="true" className="size-4" />
            {isCopied ? 'Copied' : `Share seed ${seed}`}
          </ActionButton>
        )}
      </div>
      <div className="min-h-72" aria-live="polite">
        {state.phase === 'running' && <p className="text-sm text-soft">They are under way; some rest for seconds.</p>}
        {state.phase === 'failed' && (
          <p role="alert" className="text-sm font-medium text-alert">
            The race could not be run: try another one.
          </p>
        )}
        {state.phase === 'run' && <RaceTrack key={state.race.seed} race={state.race} />}
      </div>
    </section>
  )
}
