import { statusWord } from '../status/status-word.ts'
import type { Entry } from '../studio/entry.ts'
import type { Studio } from '../studio/studio.ts'
import type { WireStore } from './wire-store.ts'

/** An answer is read for the record a moment after it was used. */
const patienceMs = 250

/** Notes what the page heard by an event: whatever it knows that no answer has told it. */
export function noteEvents(studio: Studio, { get, note }: WireStore): void {
  const known = new Map<string, string>()

  function look({ id, state, taskId }: Entry): void {
    if (taskId === undefined || (state.phase !== 'waiting' && state.phase !== 'succeeded')) return
    const status = statusWord(state)
    if (known.get(id) === status) return
    known.set(id, status)
    const atMs = Date.now()
    setTimeout(() => {
      const wasAnswered = get().some(
        ({ road, sightings }) =>
          road === 'page' && sightings.some((sighting) => sighting.taskId === taskId && sighting.status === status),
      )
      if (wasAnswered) return
      note({
        ...{ id: `event-${taskId}-${status}`, road: 'event', method: 'EVENT', url: '/api/nano-banana/events', atMs },
        ...{ durationMs: 0, requestHeaders: {}, answerHeaders: {}, sightings: [{ taskId, status }] },
        answerBody: JSON.stringify({ taskId, status }),
      })
    }, patienceMs)
  }

  // What was finished before this visit is no news.
  for (const { id, state } of studio.get()) known.set(id, statusWord(state))
  studio.subscribe(() => studio.get().forEach(look))
}
