import type { Client, GenerateOptions, Generation, TaskState } from '@nano-banana/react'
import { statusWord } from '../status/status-word.ts'
import type { Wish } from '../wish/wish.ts'
import { type Entry, type Facts, stateOf } from './entry.ts'
import type { EntryShelf } from './entry-shelf.ts'

/** What a studio is made of. */
export interface StudioTools {
  readonly client: Client
  readonly shelf: EntryShelf
  readonly now: () => number
  readonly newId: () => string
}

/** All generations of this visitor, several at once, those of earlier visits among them. */
export interface Studio {
  /** Newest first. */
  readonly get: () => readonly Entry[]
  readonly subscribe: (listener: () => void) => () => void
  /** Starts one more; returns its id. */
  readonly generate: (wish: Wish) => string
  /** Asks once more for what failed; with the key of an attempt without a verdict it is not paid twice. */
  readonly again: (id: string, idempotencyKey: string | undefined) => void
  /** Stops waiting. The task goes on and may bill. */
  readonly stop: (id: string) => void
  /** Takes up again what was stopped. */
  readonly pickUp: (id: string) => void
  /** Forgets one; its task is left as it is. */
  readonly remove: (id: string) => void
}

/** Opens a studio, and takes up what an earlier visit left unfinished. */
export function openStudio({ client, shelf, now, newId }: StudioTools): Studio {
  const listeners = new Set<() => void>()
  const slots = new Map<string, Generation>()
  let entries: readonly Entry[] = []
  let shown: readonly Entry[] = []

  function set(next: readonly Entry[]): void {
    entries = next
    shown = next.filter(isShown)
    for (const listener of listeners) listener()
  }

  function note(id: string, state: TaskState): void {
    set(
      entries.map((entry) => {
        if (entry.id !== id) return entry
        const noted = withState(entry, state, now())
        shelf.save(factsOf(noted))
        return noted
      }),
    )
  }

  function open(id: string): Generation {
    const slot = client.createGeneration({ slot: `studio.${id}` })
    slots.set(id, slot)
    slot.subscribe(() => note(id, slot.get()))
    return slot
  }

  const run = (slot: Generation | undefined, { image_input, ...wish }: Wish, options?: GenerateOptions): void => {
    // The error is in the state.
    slot?.run({ ...wish, image_input: [...image_input] }, options).catch(() => undefined)
  }

  function resume(facts: Facts): void {
    const slot = open(facts.id)
    if (facts.taskId === undefined) slot.resume()
    else slot.follow(facts.taskId).catch(() => undefined)
  }

  function pickUp(id: string): void {
    const entry = entries.find((candidate) => candidate.id === id)
    if (entry?.taskId !== undefined)
      slots
        .get(id)
        ?.follow(entry.taskId)
        .catch(() => undefined)
    else slots.get(id)?.resume()
  }

  const earlier = shelf.load().map((facts): Entry => {
    const state = stateOf(facts)
    // Nobody was here to see what went on meanwhile, so that the times would be wrong.
    return state.phase === 'idle' ? { ...facts, state, seenAtMs: {} } : { ...facts, state }
  })
  set(earlier)
  for (const entry of earlier) if (entry.state.phase === 'idle') resume(entry)

  return {
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    generate(wish) {
      const id = newId()
      const facts: Facts = { id, wish, sentAtMs: now(), seenAtMs: {} }
      shelf.save(facts)
      set([{ ...facts, state: { phase: 'submitting' } }, ...entries])
      run(open(id), wish)
      return id
    },
    again(id, idempotencyKey) {
      const entry = entries.find((candidate) => candidate.id === id)
      if (!entry) return
      const { taskId: _, ...rest } = entry
      set(entries.map((other) => (other.id === id ? { ...rest, sentAtMs: now(), seenAtMs: {} } : other)))
      run(slots.get(id), entry.wish, idempotencyKey === undefined ? {} : { idempotencyKey })
    },
    stop: (id) => slots.get(id)?.abort(),
    pickUp,
    remove(id) {
      slots.get(id)?.reset()
      slots.delete(id)
      shelf.remove(id)
      set(entries.filter((entry) => entry.id !== id))
    },
  }
}

function withState(entry: Entry, state: TaskState, atMs: number): Entry {
  const taskId = 'taskId' in state ? state.taskId : undefined
  return {
    ...entry,
    state,
    seenAtMs: { [statusWord(state)]: atMs, ...entry.seenAtMs },
    ...(taskId !== undefined && { taskId }),
    ...(state.phase === 'succeeded' && { outputs: state.outputs }),
  }
}

// Without a task or a record in this tab there is nothing to show yet: another tab may be at it.
const isShown = ({ state, taskId }: Entry): boolean => state.phase !== 'idle' || taskId !== undefined

const factsOf = ({ state: _, ...facts }: Entry): Facts => facts
