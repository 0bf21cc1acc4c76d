/** The ways that messages take: from the page to its server, from there to the service, and back as callbacks and events. */
export const roads = ['page', 'service', 'callback', 'event'] as const

/** One of those ways. */
export type Road = (typeof roads)[number]

/** A task as an answer has shown it. */
export interface Sighting {
  readonly taskId: string
  readonly status: string
}

/** One request and its answer, or one message that needs none; keys are redacted before it is noted. */
export interface WireEntry {
  readonly id: string
  readonly road: Road
  readonly method: string
  /** Whole where it leads to the service, else a path. */
  readonly url: string
  /** In Unix milliseconds. */
  readonly atMs: number
  /** Once it is over. */
  readonly durationMs?: number
  /** Absent when no whole answer came. */
  readonly status?: number
  /** Why no whole answer came. */
  readonly failure?: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody?: string
  readonly answerHeaders: Readonly<Record<string, string>>
  readonly answerBody?: string
  /** The tasks that the answer, or the message, tells of. */
  readonly sightings: readonly Sighting[]
  /** Whose request it is, where that is known from the start. */
  readonly owner?: string
}
