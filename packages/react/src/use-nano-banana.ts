import {
  type GenerateInput,
  type GenerateOptions,
  type Generation,
  idle,
  type SlotOptions,
  type TaskState,
} from '@nano-banana/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useClient } from './provider.ts'

/** What `useNanoBanana` gives: the state to show, and what can be done. The functions never change. */
export interface UseNanoBanana {
  readonly state: TaskState
  /** Whether something is under way: submitting or waiting. */
  readonly isRunning: boolean
  /** Makes a picture; while one is under way, nothing more. Never throws or rejects: the error is in `state`. */
  readonly generate: (input: GenerateInput, options?: GenerateOptions) => void
  /** The same as a promise, which rejects with the error. */
  readonly generateAsync: Generation['run']
  /** Stops waiting. The task goes on and may bill. */
  readonly abort: () => void
  /** Stops waiting and forgets what was. */
  readonly reset: () => void
}

/**
 * One slot for one picture at a time. With a `slot` name, a reload in mid-flight finds its task again.
 * Unmounting stops the waiting, not the task. The slot's name is read once.
 */
export function useNanoBanana(options?: SlotOptions): UseNanoBanana {
  const client = useClient()
  const [{ generation, actions }] = useState(() => {
    const generation = client.createGeneration(options)
    return { generation, actions: actionsOf(generation) }
  })
  useEffect(() => {
    generation.resume()
    return () => generation.abort()
  }, [generation])
  const state = useSyncExternalStore(generation.subscribe, generation.get, getServerState)
  return { state, isRunning: state.phase === 'submitting' || state.phase === 'waiting', ...actions }
}

const getServerState = (): TaskState => idle

function actionsOf(generation: Generation): Omit<UseNanoBanana, 'state' | 'isRunning'> {
  return {
    generate: (input, options) => {
      generation.run(input, options).catch(() => undefined)
    },
    generateAsync: generation.run,
    abort: () => generation.abort(),
    reset: generation.reset,
  }
}
