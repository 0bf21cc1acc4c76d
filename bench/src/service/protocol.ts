import type { IncomingHttpHeaders } from 'node:http'

/** What a request can ask of a service. Only `draw` costs money. */
export type Asks = 'draw' | 'status' | 'result' | 'cancel'

/** A request that arrived whole. */
export interface StubRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

/** How a job stands at the moment of an answer. */
export interface JobView {
  readonly id: string
  readonly isDone: boolean
  /** Whether its key had asked before. */
  readonly isReplay: boolean
}

/** An answer before any fault befalls it. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** As much of one vendor's protocol as its client needs for one picture. */
export interface Protocol {
  readonly read: (request: StubRequest) => { readonly asks: Asks; readonly jobId?: string | undefined }
  readonly answer: (asks: Asks, job: JobView) => Answer
  /** The vendor's own way to say no. */
  readonly refusal: (status: number) => Answer
}
