import { redactHeaders, redactText } from '../../src/wire/redact.ts'
import { sightingsIn } from '../../src/wire/sightings-in.ts'
import type { WireEntry } from '../../src/wire/wire-entry.ts'
import type { WireLog } from './wire-log.ts'

/** A callback that has arrived, and where it goes. */
export interface NotedCallback {
  readonly request: Request
  readonly handle: (request: Request) => Promise<Response>
  readonly wire: WireLog
  /** What is known beforehand; one with a `failure` goes nowhere. */
  readonly facts: Partial<WireEntry> | undefined
}

/** Hands a callback over, and writes down what came of it. */
export async function noteCallback({ request, handle, wire, facts }: NotedCallback): Promise<Response> {
  const atMs = Date.now()
  const body = await request.clone().text()
  const entry: WireEntry = {
    ...{ id: wire.newId(), road: 'callback', method: request.method, atMs },
    url: redactText(new URL(request.url).pathname),
    requestHeaders: redactHeaders(request.headers),
    requestBody: redactText(body),
    answerHeaders: {},
    // What is lost on its way tells nobody anything, but it can be seen that it was lost.
    sightings: sightingsIn(body),
    ...facts,
  }
  if (facts?.failure !== undefined) {
    wire.note({ ...entry, durationMs: 0 })
    return new Response(null, { status: 503 })
  }
  const response = await handle(request)
  wire.note({ ...entry, durationMs: Date.now() - atMs, status: response.status })
  return response
}
