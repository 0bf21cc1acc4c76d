import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { emitWarning } from 'node:process'
import {
  createGenerationService,
  createNanoBanana,
  defaultBaseUrl,
  type GenerationService,
  isLoopbackHost,
  sqliteJournal,
} from '@nano-banana/node'
import { recordingFetch } from '../../src/wire/recording-fetch.ts'
import { openWireLog, type WireLog } from '../wire/wire-log.ts'
import { hurriedClock } from './hurried-clock.ts'
import { type Twin, twinSpeed } from './twin.ts'

/** Where the pictures come from, and what is known of them. */
export interface Backend {
  readonly name: 'hiapi' | 'emulator'
  /** Writes each wish down before it is sent. */
  readonly service: GenerationService
  /** Runs what a visitor asks for under their name. */
  readonly asVisitor: <T>(id: string, work: () => T) => T
  /** What names are derived from that nobody must guess. */
  readonly secret: string
  readonly baseUrl: string
  readonly trustedOrigins: readonly string[]
  /** How many times faster than the service it is. */
  readonly speed: number
  /** The emulator of this page, which does what it is told; nothing behind a key. */
  readonly twin: Twin | undefined
  readonly wire: WireLog
  /** Takes what goes wrong where nobody waits for it. */
  readonly reportError: (error: unknown) => void
  readonly close: () => Promise<void>
}

/** What a backend is made of. */
export interface BackendOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The emulator to use; needed where there is no key. */
  readonly twin: Twin | undefined
  /** Where the journal lies, which a killed server reads when it comes back. */
  readonly folder: string
  /** Where the page is served, and so where callbacks arrive. */
  readonly url: string
  readonly fetch: typeof globalThis.fetch
}

/** Connects to the real service when there is a key, else to the twin, and goes on with what was left unfinished. */
export function openBackend({ env, twin, folder, url, fetch }: BackendOptions): Backend {
  const visitors = new AsyncLocalStorage<string>()
  const journal = sqliteJournal({ path: join(folder, 'journal.sqlite') })
  const isOwner = async (taskId: string, visitor: string): Promise<boolean> =>
    (await journal.getByTask(taskId))?.owner === visitor
  const owner = (): string | undefined => visitors.getStore()
  const wire = openWireLog({ isOwner })
  const { name, apiKey, baseUrl, speed, secret } = twin ? behindTwin(twin) : behindKey(env)
  const client = createNanoBanana({
    ...{ apiKey, baseUrl, fetch: recordingFetch({ fetch, owner, road: 'service', now: Date.now, ...wire }) },
    ...(twin && { clock: hurriedClock(speed), retry: { attemptTimeoutMs: 60_000 * speed } }),
  })
  let isClosing = false
  const reportError = (error: unknown): void => {
    // Whoever still asks then is told nothing, and need not be.
    if (!isClosing) emitWarning(error instanceof Error ? error : String(error))
  }
  const service = createGenerationService({
    ...{ client, journal, secret, reportError },
    ...(twin && {
      callback: { publicUrl: `${url}/callbacks`, secrets: [twin.webhookSecret] },
      leaseMs: 2_000,
      sweepEveryMs: 500,
    }),
  })
  service.start()
  return {
    ...{ name, service, secret, baseUrl, speed, twin, wire, reportError },
    asVisitor: (id, work) => visitors.run(id, work),
    trustedOrigins: name === 'emulator' ? [new URL(baseUrl).origin] : [],
    async close() {
      isClosing = true
      await service.close()
      await journal.close()
    },
  }
}

type Service = Pick<Backend, 'name' | 'secret' | 'baseUrl' | 'speed'> & { readonly apiKey: string }

const behindTwin = ({ url, secret }: Twin): Service => ({
  ...{ name: 'emulator', apiKey: 'sk-test-playground', baseUrl: url, speed: twinSpeed, secret },
})

function behindKey(env: BackendOptions['env']): Service {
  const apiKey = env['HIAPI_API_KEY'] ?? ''
  const baseUrl = env['HIAPI_BASE_URL'] || defaultBaseUrl
  const isLocal = URL.canParse(baseUrl) && isLoopbackHost(new URL(baseUrl).hostname)
  return {
    ...{ name: isLocal ? 'emulator' : 'hiapi', apiKey, baseUrl, speed: 1 },
    // The same after a restart: a page that asks again must meet the key that it asked under before.
    secret: createHash('sha256').update(`nano-banana playground ${apiKey}`).digest('hex'),
  }
}
