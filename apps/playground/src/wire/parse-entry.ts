import { roads, type WireEntry } from './wire-entry.ts'

/** Reads an entry that the server wrote; `undefined` when it is none. */
export function parseEntry(text: string): WireEntry | undefined {
  const value: unknown = JSON.parse(text)
  return isEntry(value) ? value : undefined
}

// The server of this page is trusted to write the rest as it says.
const isEntry = (value: unknown): value is WireEntry =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'road' in value &&
  roads.some((road) => road === value.road) &&
  'atMs' in value &&
  typeof value.atMs === 'number' &&
  'sightings' in value &&
  Array.isArray(value.sightings)
