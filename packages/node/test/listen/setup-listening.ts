import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type StartOptions, startEmulator } from '@nano-banana/emulator'
import { createNanoBanana } from '@nano-banana/node'
import { onTestFinished, vi } from 'vitest'
import { type ForwardedCallback, type ForwardReport, forwardCallbacks } from '../../src/listen/forward-callbacks.ts'
import type { ForwardCallbacksOptions } from '../../src/listen/forward-options.ts'

/** What the account's callbacks are signed with. */
export const secret = 'a signing key of the account'

/** A callback as an app received it. */
export interface ReceivedCallback {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** An app on this machine; gives its address. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await vi.waitFor(() => server.listening || Promise.reject(new Error('not listening')))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/hiapi`
}

/** What an app makes of a callback: an answer with a status, a broken connection, or nothing at all. */
export type Reaction = number | 'break' | 'silence'

/** An app that reacts in one way after the other, in the last one for ever. */
export async function serveReactions(...reactions: readonly Reaction[]) {
  const received: ReceivedCallback[] = []
  const url = await serve(async (request, response) => {
    received.push({ headers: request.headers, body: await buffer(request) })
    const reaction = reactions[Math.min(received.length, reactions.length) - 1]
    if (reaction === 'break') request.socket.destroy()
    else if (reaction !== 'silence') response.writeHead(reaction ?? 500, { location: '/elsewhere' }).end()
  })
  return { url, received }
}

/** An emulator over HTTP, a client of it, and what listening needs. */
export async function setupListening(options: StartOptions = {}) {
  const emulator = await startEmulator({ stages: { queued: 0, handling: 0, archiving: 0 }, quota: 0, ...options })
  onTestFinished(emulator.close)
  const client = createNanoBanana({ apiKey: 'sk-test-listen', baseUrl: emulator.url })
  const stopping = new AbortController()
  const deliveries: ForwardedCallback[] = []
  /** Begins to listen; resolves once the first look has been made, with how to end it and learn what came of all. */
  const listen = async (url: string, more: Partial<ForwardCallbacksOptions> = {}) => {
    let ended: Promise<ForwardReport> = Promise.reject(new Error('not begun'))
    ended.catch(() => undefined)
    await new Promise<void>((resolve, reject) => {
      ended = forwardCallbacks({
        ...{ client, url, secret, intervalMs: 100, speed: 100_000, signal: stopping.signal },
        onReady: resolve,
        onDelivery: (delivery) => deliveries.push(delivery),
        ...more,
      })
      ended.catch(reject)
    })
    const stop = () => {
      stopping.abort('stop')
      return ended
    }
    return { stop, ended: () => ended }
  }
  return { emulator, client, deliveries, listen }
}
