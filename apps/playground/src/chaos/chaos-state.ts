import { type Books, parseBooks } from './books.ts'
import { parseSwitches, type Switches } from './switches.ts'

/** What is broken, and what became of what was asked for. */
export interface ChaosState {
  readonly switches: Switches
  readonly books: Books
  /** Whether somebody would start the server again. */
  readonly canPull: boolean
}

/** Asks the server. Rejects when it does not answer, or not in these words. */
export const readChaos = (signal?: AbortSignal): Promise<ChaosState> =>
  ask('/api/chaos', signal === undefined ? {} : { signal })

/** Sets the switches. */
export const setSwitches = (switches: Switches): Promise<ChaosState> =>
  ask('/api/chaos', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(switches),
  })

/** Kills the server; it comes back by itself. */
export const pullThePlug = async (): Promise<void> => {
  await fetch('/api/chaos/plug', { method: 'POST' })
}

async function ask(url: string, init: RequestInit): Promise<ChaosState> {
  const response = await fetch(url, init)
  const answer: unknown = await response.json()
  const { switches, books, canPull } = { switches: {}, books: {}, canPull: false, ...toRecord(answer) }
  const counted = parseBooks(books)
  if (!response.ok || !counted) throw new Error('The server does not tell how things stand')
  return { switches: parseSwitches(switches), books: counted, canPull: canPull === true }
}

const toRecord = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})
