import { emitWarning, env } from 'node:process'
import { type Client, type ClientOptions, createClient, requestQuota, sharedWatch } from '@nano-banana/core'
import { createHttpTransport, traitsOfNode } from '@nano-banana/http'
import { accountOf } from './account-of.ts'
import { parseApiKey } from './api-key.ts'
import { defaultBaseUrl, parseBaseUrl } from './base-url.ts'
import { createRedactKey } from './redact-key.ts'

/** How to reach the service, and everything a client takes but its transport. */
export interface NanoBananaOptions extends Omit<ClientOptions, 'transport'> {
  /** Never shown, logged or put into an error. @default process.env.HIAPI_API_KEY */
  readonly apiKey?: string
  /** https, or http on loopback hosts; with or without `/v1`. @default process.env.HIAPI_BASE_URL, else https://api.hiapi.ai */
  readonly baseUrl?: string
  /** Captured at construction. @default the global fetch */
  readonly fetch?: typeof globalThis.fetch
}

/**
 * A client for Node, with a key.
 * Throws `InvalidInputError` when the key is missing or malformed, or the address would send it in the clear.
 *
 * @example
 * const client = createNanoBanana()
 * const { outputs } = await client.generate({ prompt: 'A glowing tropical rainforest at night' })
 */
export function createNanoBanana({ apiKey, baseUrl, fetch, ...options }: NanoBananaOptions = {}): Client {
  const key = parseApiKey(apiKey ?? env['HIAPI_API_KEY'])
  const transport = createHttpTransport({
    // An empty variable counts as one that is not set.
    baseUrl: parseBaseUrl(baseUrl ?? (env['HIAPI_BASE_URL'] || defaultBaseUrl)),
    headers: { authorization: `Bearer ${key}` },
    traits: traitsOfNode,
    redact: createRedactKey(key),
    ...(fetch && { fetch }),
    ...(options.clock && { clock: options.clock }),
  })
  const client = createClient({ reportError: warn, watch: sharedWatch(), quota: requestQuota(), ...options, transport })
  return { ...client, account: accountOf(key) }
}

// A listener that throws must not end the process: a paid picture may be on its way.
function warn(error: unknown): void {
  emitWarning(error instanceof Error ? error : String(error))
}
