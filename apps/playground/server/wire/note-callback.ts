import { redactHeaders, redactText } from '../../src/wire/redact.ts'
import { sightingsIn } from '../../src/wire/sightings-in.ts'
import type { WireEntry } from '../../src/wire/wire-entry.ts'
import type { WireLog } from './wire-log.ts'

/** A callback that has arrived, and where it goes. */
export interface NotedCallback {
  readonly request: Request
  readonly body: Uint8Array<ArrayBuffer>
  readonly handle: (request: Request) => Promise<Response>
  readonly wire: WireLog
  /** Why it goes nowhere; nothing for one that does. */
  readonly failure?: string
}

/** Hands a callback over, and writes down what came of it. Anybody may knock: what was not believed tells nothing. */
export async function noteCallback({ request, body, handle, wire, failure }: NotedCallback): Promise<Response> {
  const atMs = Date.now()
  const text = new TextDecoder().decode(body)
  const response = failure === undefined ? await handle(again(request, body)) : new Response(null, { status: 503 })
  const isBelieved = response.ok || failure !== undefined
  const entry: WireEntry = {
    ...{ id: wire.newId(), road: 'callback', method: request.method, atMs, durationMs: Date.now() - atMs },
    url: redactText(new URL(request.url).pathname),
    requestHeaders: redactHeaders(request.headers),
    requestBody: redactText(text),
    answerHeaders: {},
    sightings: isBelieved ? sightingsIn(text) : [],
    ...(failure === undefined ? { status: response.status } : { failure }),
  }
  wire.note(entry)
  return response
}

const again = ({ url, method, headers }: Request, body: Uint8Array<ArrayBuffer>): Request =>
  new Request(url, { method, headers, body })
