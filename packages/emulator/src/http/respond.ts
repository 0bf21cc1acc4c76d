import { type Reply, toWire } from '../service/reply.ts'

/** The reply as a response. */
export function respond(reply: Reply): Response {
  const { status, headers, body } = toWire(reply)
  return new Response(body, { status, headers })
}
