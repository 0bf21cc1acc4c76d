import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { TimedAnswer } from '../timed-answer.ts'
import { brokenOff, LostAnswer } from './lost-answer.ts'

/** The connection that a request came over; there is none for a caller in this process. */
export interface Connection {
  readonly outgoing?: ServerResponse
}

/** Lets an answer end as it should: over the connection, or as `fetch` shows it to a caller in this process. */
export function carry({ status, headers, body, ending }: TimedAnswer, { outgoing }: Connection): Response {
  if (ending.kind === 'dropped') return drop(outgoing)
  if (ending.kind === 'whole') return new Response(hasNoBody.has(status) ? null : body, { status, headers })
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const part = bytes.subarray(0, ending.atByte)
  const promised = { ...headers, 'content-length': String(bytes.byteLength) }
  if (outgoing === undefined) return new Response(breakingOffAfter(part), { status, headers: promised })
  outgoing.writeHead(status, promised).flushHeaders()
  outgoing.write(part)
  // What was written still arrives.
  outgoing.socket?.destroySoon()
  return RESPONSE_ALREADY_SENT
}

// Responses of these statuses may not have a body.
const hasNoBody: ReadonlySet<number> = new Set([204, 205, 304])

function drop(outgoing: ServerResponse | undefined): Response {
  if (outgoing === undefined) throw new LostAnswer()
  outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

const breakingOffAfter = (part: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => (part.byteLength > 0 ? controller.enqueue(part) : undefined),
    pull: (controller) => controller.error(brokenOff()),
  })
