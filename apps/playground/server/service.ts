import { createHash, randomBytes } from 'node:crypto'
import { type EmulatorOptions, type Ledger, startEmulator } from '@nano-banana/emulator'
import { type Client, createNanoBanana, defaultBaseUrl, isLoopbackHost, pollWatch } from '@nano-banana/node'

/** The service behind the page. */
export interface PlaygroundService {
  readonly name: 'hiapi' | 'emulator'
  readonly client: Client
  /** What the relay derives its keys from. */
  readonly secret: string
  readonly trustedOrigins: readonly string[]
  /** What was billed; the emulator's only. */
  readonly ledger: Ledger | undefined
  readonly close: () => Promise<void>
}

// The embedded emulator hurries, so the client looks oftener.
const embedded = { speed: 20, quota: 0 }
const embeddedIntervalMs = 100

/** The real service when there is a key, else an emulator in this process. */
export async function openService(
  env: Readonly<Record<string, string | undefined>>,
  emulator: EmulatorOptions = {},
): Promise<PlaygroundService> {
  const apiKey = env['HIAPI_API_KEY']
  if (!apiKey) return embed(emulator)
  const baseUrl = env['HIAPI_BASE_URL'] || defaultBaseUrl
  const isLocal = URL.canParse(baseUrl) && isLoopbackHost(new URL(baseUrl).hostname)
  return {
    name: isLocal ? 'emulator' : 'hiapi',
    client: createNanoBanana({ apiKey, baseUrl }),
    // The same after a restart: a page that asks again must meet the key that it asked under before.
    secret: createHash('sha256').update(`nano-banana playground ${apiKey}`).digest('hex'),
    trustedOrigins: isLocal ? [new URL(baseUrl).origin] : [],
    ledger: undefined,
    close: async () => undefined,
  }
}

async function embed(options: EmulatorOptions): Promise<PlaygroundService> {
  const { url, ledger, close } = await startEmulator({ ...embedded, ...options })
  const watch = pollWatch({ intervalMs: embeddedIntervalMs })
  return {
    name: 'emulator',
    client: createNanoBanana({ apiKey: 'sk-test-playground', baseUrl: url, watch }),
    secret: randomBytes(32).toString('hex'),
    trustedOrigins: [url],
    ledger,
    close,
  }
}
