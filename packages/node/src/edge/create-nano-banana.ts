import { type Client, type ClientOptions, createClient, requestQuota, sharedWatch } from '@nano-banana/core'
import { createHttpTransport, traitsOfNode } from '@nano-banana/http'
import { parseApiKey } from '../api-key.ts'
import { defaultBaseUrl, parseBaseUrl } from '../base-url.ts'
import { createRedactKey } from '../redact-key.ts'
import { warn } from './warn.ts'

/** How to reach the service, and everything a client takes but its transport. */
export interface EdgeOptions extends Omit<ClientOptions, 'transport'> {
  /** From the platform's secrets. Never shown, logged or put into an error. */
  readonly apiKey: string
  /** https, or http on loopback hosts; with or without `/v1`. @default https://api.hiapi.ai */
  readonly baseUrl?: string
  /** Captured at construction. @default the global fetch */
  readonly fetch?: typeof globalThis.fetch
}

/**
 * A client for any server that has web standards and nothing else, with a key. Where a platform ties what is open to one
 * request, as Workers do, make one for each request.
 * Throws `InvalidInputError` when the key is missing or malformed, or the address would send it in the clear.
 *
 * @example
 * const client = createNanoBanana({ apiKey: env.HIAPI_API_KEY })
 */
export function createNanoBanana({ apiKey, baseUrl = defaultBaseUrl, fetch, ...options }: EdgeOptions): Client {
  const key = parseApiKey(apiKey)
  const transport = createHttpTransport({
    baseUrl: parseBaseUrl(baseUrl),
    headers: { authorization: `Bearer ${key}` },
    traits: traitsOfNode,
    redact: createRedactKey(key),
    ...(fetch && { fetch }),
    ...(options.clock && { clock: options.clock }),
  })
  return createClient({ reportError: warn, watch: sharedWatch(), quota: requestQuota(), ...options, transport })
}
