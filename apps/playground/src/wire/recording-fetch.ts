import { redactHeaders, redactText } from './redact.ts'
import { sightingsIn } from './sightings-in.ts'
import type { Road, WireEntry } from './wire-entry.ts'

/** What a recording needs. */
export interface RecordingTools {
  readonly fetch: typeof globalThis.fetch
  readonly road: Road
  readonly now: () => number
  readonly newId: () => string
  /** Told of each request as it leaves, and again under the same id when it is over. */
  readonly note: (entry: WireEntry) => void
  /** Whose wish it is that is being sent; reads are for whoever owns what they show. */
  readonly owner?: () => string | undefined
}

/** Longer bodies are cut in the record: the wire itself is left alone. */
const longestBody = 16_384

/** A `fetch` that writes down what passes, without keys and without standing in the way. */
export function recordingFetch({ fetch, road, now, newId, note, owner }: RecordingTools): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const requestBody = request.body ? await request.clone().text() : undefined
    const asked = request.method === 'POST' ? owner?.() : undefined
    const entry: WireEntry = {
      ...{ id: newId(), road, method: request.method, url: redactText(request.url), atMs: now() },
      requestHeaders: redactHeaders(request.headers),
      ...(requestBody !== undefined && { requestBody: shown(requestBody) }),
      ...{ answerHeaders: {}, sightings: [] },
      ...(asked !== undefined && { owner: asked }),
    }
    note(entry)
    try {
      const response = await fetch(request)
      const facts = { status: response.status, answerHeaders: redactHeaders(response.headers) }
      const noteEnd = (end: Partial<WireEntry>): void =>
        note({ ...entry, ...facts, durationMs: now() - entry.atMs, ...end })
      if (response.body && /json|text\/(?!event)/.test(response.headers.get('content-type') ?? ''))
        return new Response(overheard(response.body, noteEnd), response)
      noteEnd({})
      return response
    } catch (error) {
      note({ ...entry, durationMs: now() - entry.atMs, failure: failureOf(error) })
      throw error
    }
  }
}

/** The same body, which is noted when the last of it has passed. */
function overheard(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  noteEnd: (end: Partial<WireEntry>) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  return new ReadableStream({
    async pull(controller) {
      const read = await reader.read().catch((error: unknown) => {
        noteEnd({ answerBody: shown(text), failure: 'the answer broke off' })
        throw error
      })
      if (read.value) text += decoder.decode(read.value, { stream: true })
      if (read.value) controller.enqueue(read.value)
      if (!read.done) return
      noteEnd({ answerBody: shown(text), sightings: sightingsIn(text) })
      controller.close()
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

const shown = (body: string): string => redactText(body.length > longestBody ? `${body.slice(0, longestBody)} …` : body)

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'given up'
  return error.cause instanceof Error ? `no answer: ${error.cause.message}` : 'no answer'
}
