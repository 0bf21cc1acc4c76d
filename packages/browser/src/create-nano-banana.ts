import { type Client, type ClientOptions, createClient, systemClock, type Transport } from '@nano-banana/core'
import { createHttpTransport } from '@nano-banana/http'
import { awakeClock } from './awake-clock.ts'
import { eventWatch } from './event-watch.ts'
import { parseEndpoint } from './parse-endpoint.ts'
import { watchPresence } from './presence.ts'
import { sessionStore } from './session-store.ts'

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
  const presence = watchPresence()
  const clock = options.clock ?? systemClock
  return createClient({
    watch: eventWatch({ url: `${baseUrl}/events`, name: `nano-banana:1:${baseUrl}:${scope}`, presence }),
    operations: sessionStore(scope, options.reportError),
    ...options,
    clock: awakeClock(clock, presence),
    transport: toRelay(createHttpTransport({ baseUrl, clock, ...(fetch && { fetch }) })),
  })
}

// The relay speaks the service's words below a path of its own.
const toRelay =
  (transport: Transport): Transport =>
  (request) =>
    transport({ ...request, path: request.path.replace(/^\/v1\//, '/') })
