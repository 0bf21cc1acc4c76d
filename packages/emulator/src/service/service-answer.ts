import type { Ending } from './ending.ts'

/** A request as the machine sees it. */
export interface ServiceRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** The machine's answer; the face that carries it waits `delayMs` first, and lets it end as `ending` says. */
export interface ServiceAnswer {
  /** 0 when the connection broke before the request was executed: then there is no answer. */
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly delayMs: number
  readonly ending: Ending
  /** The task that the request made, whatever the answer says. */
  readonly createdTaskId: string | undefined
}
