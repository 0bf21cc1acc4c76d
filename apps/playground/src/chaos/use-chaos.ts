import { useCallback, useEffect, useState } from 'react'
import { type ChaosState, readChaos, setSwitches } from './chaos-state.ts'
import type { Switches } from './switches.ts'

const everyMs = 500

/** The chaos as it stands, and how to change it. */
export interface UseChaos {
  readonly state: ChaosState | undefined
  /** Whether the server has just not answered: it may be dead for the moment. */
  readonly isDown: boolean
  readonly set: (part: Partial<Switches>) => Promise<void>
}

/** Looks at the switches and the books, again and again while the view is open. */
export function useChaos(): UseChaos {
  const [state, setState] = useState<ChaosState>()
  const [isDown, setIsDown] = useState(false)

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    let timer: ReturnType<typeof setTimeout>
    const look = async (): Promise<void> => {
      try {
        const read = await readChaos(signal)
        setState(read)
        setIsDown(false)
      } catch {
        if (!signal.aborted) setIsDown(true)
      }
      if (!signal.aborted) timer = setTimeout(look, everyMs)
    }
    void look()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [])

  const set = useCallback(async (part: Partial<Switches>): Promise<void> => {
    const { switches } = await readChaos()
    setState(await setSwitches({ ...switches, ...part }))
  }, [])

  return { state, isDown, set }
}
