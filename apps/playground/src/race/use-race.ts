import { useEffect, useState } from 'react'
import { askRace, type Race } from './race.ts'

/** A race as far as it has come. */
export type RaceState =
  | { readonly phase: 'ready' }
  | { readonly phase: 'running' }
  | { readonly phase: 'run'; readonly race: Race }
  | { readonly phase: 'failed' }

/** Has the race of a seed run; nothing without one. */
export function useRace(seed: number | undefined): RaceState {
  const [state, setState] = useState<RaceState>({ phase: 'ready' })

  useEffect(() => {
    if (seed === undefined) return
    const controller = new AbortController()
    const { signal } = controller
    setState({ phase: 'running' })
    askRace(seed, signal).then(
      (race) => !signal.aborted && setState({ phase: 'run', race }),
      () => !signal.aborted && setState({ phase: 'failed' }),
    )
    return () => controller.abort()
  }, [seed])

  return state
}
