import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'

/** What one request is sent with. */
export interface RequestTools {
  readonly lookup: LookupFunction
  /** Breaks off the request, and its answer's body too. */
  readonly signal: AbortSignal
}

/** Sends one GET and resolves with the head of the answer, whatever its status. Follows nothing, and carries no key. */
export function sendRequest(url: URL, { lookup, signal }: RequestTools): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...connection, lookup, signal })
    sent.on('response', (answer) => {
      // A body that nobody reads may still be cut, and an error nobody listens to ends the process.
      answer.on('error', () => undefined)
      resolve(answer)
    })
    sent.on('error', reject)
    sent.end()
  })
}

const connection = {
  // A pooled socket would have been checked for another request.
  agent: false,
  // What each body may hold back: as much as one read brings, so that thirty at once stay small.
  highWaterMark: 64 * 1024,
  headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'nano-banana-node' },
} as const
