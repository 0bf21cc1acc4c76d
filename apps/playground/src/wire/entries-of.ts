import type { WireEntry } from './wire-entry.ts'

/** What has to do with one task: what tells of it, what asks for it, and every try at making it. */
export function entriesOf(entries: readonly WireEntry[], taskId: string): readonly WireEntry[] {
  const tells = ({ sightings }: WireEntry): boolean => sightings.some((sighting) => sighting.taskId === taskId)
  // A try whose answer was lost tells of no task, but it has the key of one that does.
  const keys = new Set(entries.filter((entry) => isCreate(entry) && tells(entry)).map(keyOf))
  return entries.filter(
    (entry) => tells(entry) || entry.url.includes(taskId) || (isCreate(entry) && keys.has(keyOf(entry))),
  )
}

/** Whether it asks for a task to be made. */
export const isCreate = ({ method, url, road }: WireEntry): boolean =>
  method === 'POST' && road !== 'callback' && /\/tasks$/.test(url)

const keyOf = ({ requestHeaders }: WireEntry): string | undefined => requestHeaders['idempotency-key']
