import { entriesOf, isCreate } from './entries-of.ts'
import type { WireEntry } from './wire-entry.ts'

/** How the server heard of a status, and then the page. */
export interface Telling {
  readonly status: string
  readonly server: 'answer' | 'poll' | 'list' | 'callback' | undefined
  readonly page: 'answer' | 'poll' | 'event' | undefined
}

/** What a task has taken on the wire. */
export interface WireStory {
  /** Each status once, by what told of it first. */
  readonly tellings: readonly Telling[]
  /** Requests to the service, by what they are for. */
  readonly spent: { readonly creates: number; readonly reads: number; readonly lists: number }
  readonly callbacks: number
}

/** Reads what the wire says of one task. */
export function wireStory(entries: readonly WireEntry[], taskId: string): WireStory {
  const own = entriesOf(entries, taskId)
  const toService = own.filter(({ road }) => road === 'service')
  const statuses = new Set(
    own.flatMap(({ sightings }) => sightings.filter((one) => one.taskId === taskId).map(({ status }) => status)),
  )
  const firstToTell = (status: string, roads: readonly WireEntry['road'][]): WireEntry | undefined =>
    own
      .filter(({ road, failure }) => roads.includes(road) && failure === undefined)
      .filter(({ sightings }) => sightings.some((one) => one.taskId === taskId && one.status === status))
      .sort((one, other) => heardAtMs(one) - heardAtMs(other))[0]

  return {
    tellings: [...statuses].map((status) => ({
      status,
      server: serverWay(firstToTell(status, ['service', 'callback'])),
      page: pageWay(firstToTell(status, ['page', 'event'])),
    })),
    spent: {
      creates: toService.filter(isCreate).length,
      reads: toService.filter((entry) => entry.method === 'GET' && entry.url.includes(taskId)).length,
      lists: toService.filter((entry) => entry.method === 'GET' && !entry.url.includes(taskId)).length,
    },
    callbacks: own.filter(({ road, failure }) => road === 'callback' && failure === undefined).length,
  }
}

const heardAtMs = ({ atMs, durationMs = 0 }: WireEntry): number => atMs + durationMs

function serverWay(entry: WireEntry | undefined): Telling['server'] {
  if (!entry) return undefined
  if (entry.road === 'callback') return 'callback'
  if (entry.method === 'POST') return 'answer'
  return /\/v1\/tasks(\?|$)/.test(entry.url) ? 'list' : 'poll'
}

function pageWay(entry: WireEntry | undefined): Telling['page'] {
  if (!entry) return undefined
  if (entry.road === 'event') return 'event'
  return entry.method === 'POST' ? 'answer' : 'poll'
}
