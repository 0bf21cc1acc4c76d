import { parseEntry } from './parse-entry.ts'
import type { WireStore } from './wire-store.ts'

/** Brings what passes behind the server into a store, for as long as the page lives. */
export function hearServer({ note }: WireStore): void {
  const source = new EventSource('/api/wire')
  source.addEventListener('entry', ({ data }: MessageEvent<string>) => {
    const entry = parseEntry(data)
    if (entry) note(entry)
  })
}
