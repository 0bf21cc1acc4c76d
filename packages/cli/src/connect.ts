import {
  type Client,
  createNanoBanana,
  defaultBaseUrl,
  InvalidInputError,
  isLoopbackHost,
  pollWatch,
} from '@nano-banana/node'
import type { Terminal } from './terminal.ts'

/** A service to talk to. */
export interface Connection {
  readonly client: Client
  /** `embedded` ends with this command; `emulator` runs elsewhere on this machine. */
  readonly service: 'hiapi' | 'emulator' | 'embedded'
  /** Origins on this machine that outputs may come from. */
  readonly trustedOrigins: readonly string[]
  readonly close: () => Promise<void>
}

// The embedded emulator hurries, so the client looks oftener. One elsewhere on this machine has the service's quota.
const embeddedSpeed = 10
const embeddedIntervalMs = 300
/** Pause between two looks at a service on this machine. */
export const localIntervalMs = 1_500

/** How a service is connected to. */
export interface ConnectOptions {
  /** The emulator inside this process, whatever the environment says. */
  readonly emulator?: boolean
  /** Many tasks are followed together, on this machine too: each by itself would take all of its quota. @default false */
  readonly isForMany?: boolean
  /** Carries the requests. @default the global one */
  readonly fetch?: typeof globalThis.fetch
  /** How often a read is tried. @default the client's own */
  readonly readAttempts?: number
}

/** Connects to the service the environment names. Throws `InvalidInputError` when there is no key. */
export function connect(
  { env }: Terminal,
  { isForMany = false, fetch, readAttempts }: Omit<ConnectOptions, 'emulator'> = {},
): Connection {
  const apiKey = env['HIAPI_API_KEY']
  if (!apiKey) {
    const message = 'is missing: set HIAPI_API_KEY, or pass --emulator where a command has it, to try without a key'
    throw new InvalidInputError([{ field: 'apiKey', message }])
  }
  const baseUrl = env['HIAPI_BASE_URL'] || defaultBaseUrl
  const isLocal = URL.canParse(baseUrl) && isLoopbackHost(new URL(baseUrl).hostname)
  const client = createNanoBanana({
    ...{ apiKey, baseUrl, retry: { readAttempts } },
    ...(fetch && { fetch }),
    ...(isLocal && !isForMany && beat(localIntervalMs)),
  })
  return {
    client,
    service: isLocal ? 'emulator' : 'hiapi',
    trustedOrigins: isLocal ? [new URL(baseUrl).origin] : [],
    close: async () => undefined,
  }
}

/** The same, or the emulator inside this process: when asked for, or in plain sight of a person who has no key. */
export async function connectOrEmulate(
  terminal: Terminal,
  { emulator = false, isForMany = false }: ConnectOptions,
): Promise<Connection> {
  const hasKey = Boolean(terminal.env['HIAPI_API_KEY'])
  if (!emulator && (hasKey || !terminal.isInteractive)) return connect(terminal, { isForMany })
  terminal.say(
    emulator
      ? 'Using the embedded emulator: pictures are painted on this machine, and nothing is billed.'
      : 'No HIAPI_API_KEY: using the embedded emulator. Pictures are painted on this machine, and nothing is billed.',
  )
  // Loaded only here: it brings an image library along.
  const { startEmulator } = await import('@nano-banana/emulator')
  const { url, close } = await startEmulator({ speed: embeddedSpeed })
  const watch = isForMany ? {} : beat(embeddedIntervalMs)
  const client = createNanoBanana({ apiKey: 'sk-test-embedded', baseUrl: url, ...watch })
  return { client, service: 'embedded', trustedOrigins: [url], close }
}

const beat = (intervalMs: number) => ({ watch: pollWatch({ intervalMs }) })
