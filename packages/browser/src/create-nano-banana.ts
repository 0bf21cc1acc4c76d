import { type Client, type ClientOptions, createClient, type Transport } from '@nano-banana/core'
import { createHttpTransport } from '@nano-banana/http'
import { eventWatch } from './event-watch.ts'
import { parseEndpoint } from './parse-endpoint.ts'
import { sessionStore } from './session-store.ts'
import { createTaskEvents } from './task-events.ts'

/** Where the app's own relay is, and everything a client takes but its transport. */
export interface NanoBananaOptions extends Omit<ClientOptions, 'transport'> {
  /** Path or URL under which your server mounts `createRelay`, such as `/api/nano-banana`. */
  readonly endpoint: string
  /** Names the signed-in user, so that the next one in this tab does not take up this one's pictures. @default '' */
  readonly scope?: string
  /** Captured at construction. @default the global fetch */
  readonly fetch?: typeof globalThis.fetch
}

/**
 * A client for browsers, over your own relay: the key stays on the server.
 * Throws `InvalidInputError` for anything that looks like a key, and for the service's own address.
 *
 * @example
 * const client = createNanoBanana({ endpoint: '/api/nano-banana' })
 */
export function createNanoBanana({ endpoint, scope = '', fetch, ...options }: NanoBananaOptions): Client {
  const baseUrl = parseEndpoint(endpoint, options)
  const http = createHttpTransport({ baseUrl, ...(fetch && { fetch }), ...(options.clock && { clock: options.clock }) })
  const events = createTaskEvents(`${baseUrl}/events`)
  return createClient({
    watch: eventWatch(events),
    operations: sessionStore(scope),
    ...options,
    transport: toRelay(http),
  })
}

// The relay speaks the service's words below a path of its own.
const toRelay =
  (transport: Transport): Transport =>
  (request) =>
    transport({ ...request, path: request.path.replace(/^\/v1\//, '/') })
