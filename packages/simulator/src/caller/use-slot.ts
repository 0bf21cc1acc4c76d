import type { Client, Generation, OperationStore } from '@nano-banana/core'
import type { Answered, Wires } from './switchboard.ts'

/** What a page with one named slot has. */
export interface SlotTools {
  readonly client: Client
  readonly store: OperationStore
  readonly slot: string
  /** Resolves a moment later, when a slot that resumes is no longer idle. */
  readonly moment: () => Promise<void>
}

/** How the slot is asked. */
export interface SlotCall {
  readonly prompt: string
  readonly storage: 'persistent' | undefined
  readonly deadlineMs: number
  /** A double click. */
  readonly isDouble: boolean
}

/** Takes up what the slot left, or starts it. Nothing when it was left but may not be asked for again. */
export async function useSlot(
  { client, store, slot, moment }: SlotTools,
  { prompt, storage, deadlineMs, isDouble }: SlotCall,
  { signal, onUpdate }: Wires,
): Promise<Answered | undefined> {
  const generation = client.createGeneration({ slot })
  if (store.load(slot) === undefined) {
    const run = () => generation.run({ prompt }, { deadlineMs, storage, signal, onUpdate })
    const first = run()
    if (isDouble) run().catch(() => undefined)
    return first
  }
  const stop = (): void => generation.abort(signal.reason)
  signal.addEventListener('abort', stop)
  try {
    return await resumed(generation, { onUpdate, moment })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function resumed(
  generation: Generation,
  { onUpdate, moment }: Pick<Wires, 'onUpdate'> & Pick<SlotTools, 'moment'>,
): Promise<Answered | undefined> {
  const over = moment()
  const answered = new Promise<Answered | undefined>((resolve, reject) => {
    generation.subscribe(() => {
      const state = generation.get()
      if (state.phase === 'succeeded') resolve(state)
      if (state.phase === 'failed' || state.phase === 'aborted') reject(state.error)
      onUpdate(state)
    })
    generation.resume()
    void over.then(() => {
      if (generation.get().phase === 'idle') resolve(undefined)
    })
  })
  // The moment is the world's, not the client's: it must not be found as a timer that was left behind.
  return answered.finally(() => over)
}
