import type { ServerResponse } from 'node:http'
import type { Answer } from './answers.ts'
import { linger } from './linger.ts'

/** Sends an answer without web objects, and ends the connection of a client that does not stop sending. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.headersSent || response.destroyed) return
  if (!response.req.complete) response.once('finish', () => linger(response.req))
  response.writeHead(status, headers).end(body)
}
