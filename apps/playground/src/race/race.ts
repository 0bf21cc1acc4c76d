/** What happened in a lane, and when: in milliseconds since the start. */
export interface RaceEvent {
  readonly kind: 'sent' | 'billed' | 'lost' | 'picture' | 'gave_up'
  readonly atMs: number
}

/** One client's way to one picture. */
export interface RaceLane {
  readonly name: string
  readonly version: string
  readonly events: readonly RaceEvent[]
}

/** The same lost answers for all. */
export interface Race {
  readonly seed: number
  readonly lost: number
  readonly lanes: readonly RaceLane[]
}

/** Lets the server run the race of a seed. Rejects when it does not. */
export async function askRace(seed: number, signal: AbortSignal): Promise<Race> {
  const response = await fetch(`/api/race?seed=${seed}`, { signal })
  const answer: unknown = await response.json()
  if (!response.ok || !isRace(answer)) throw new Error('The race was not run')
  return answer
}

/** How a lane stands at a moment. */
export interface Standing {
  readonly sent: number
  readonly paid: number
  readonly end: 'picture' | 'gave_up' | undefined
}

/** What had happened in a lane by a time. */
export function standingAt({ events }: RaceLane, atMs: number): Standing {
  const past = events.filter((event) => event.atMs <= atMs)
  const count = (kind: RaceEvent['kind']): number => past.filter((event) => event.kind === kind).length
  return {
    sent: count('sent'),
    paid: count('billed'),
    end: count('picture') > 0 ? 'picture' : count('gave_up') > 0 ? 'gave_up' : undefined,
  }
}

/** When the last lane was done. */
export const endOf = ({ lanes }: Race): number =>
  Math.max(1, ...lanes.flatMap(({ events }) => events.map(({ atMs }) => atMs)))

// The server of this page is trusted to write the lanes as it says.
const isRace = (value: unknown): value is Race =>
  typeof value === 'object' &&
  value !== null &&
  'seed' in value &&
  'lost' in value &&
  typeof value.lost === 'number' &&
  'lanes' in value &&
  Array.isArray(value.lanes)
