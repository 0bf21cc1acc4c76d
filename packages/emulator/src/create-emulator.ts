import type { Transport } from '@nano-banana/core'
import { createApp } from './http/app.ts'
import type { Ledger } from './service/ledger.ts'
import type { Stages } from './service/lifecycle.ts'
import { createService } from './service/service.ts'

/** What kind of twin this is. */
export interface EmulatorOptions {
  /** Tasks take a `speed`th of their usual time, which has a median of 12 s and a 95th percentile of 40 s. @default 1 */
  readonly speed?: number
  /** The same seed gives the same task ids and durations. @default 1 */
  readonly seed?: number
  /** Requests a clock minute and account; 0 lifts all limits. @default 60 */
  readonly quota?: number
  /** Requests at once and account. @default 10 */
  readonly concurrent?: number
  /** How long each answer takes, in milliseconds. @default 0 */
  readonly latencyMs?: number
  /** How long every task stays in each status, in milliseconds. @default drawn from the seed */
  readonly stages?: Stages
  /** Wall time in Unix milliseconds. @default Date.now */
  readonly now?: () => number
}

/** The twin in this process, without a port. */
export interface Emulator {
  /** Answers as the service would, whatever the host in the URL. Outputs are served from there too. */
  readonly fetch: (request: Request) => Promise<Response>
  /** For core's `createClient`: an account of its own, without HTTP. */
  readonly transport: Transport
  readonly ledger: Ledger
}

/** Creates a twin of the API on which nothing has happened yet. */
export function createEmulator({
  speed = 1,
  seed = 1,
  quota = 60,
  concurrent = 10,
  latencyMs = 0,
  stages,
  now = Date.now,
}: EmulatorOptions = {}): Emulator {
  const service = createService({ speed, seed, stages, perMinute: quota, concurrent, latencyMs })
  const app = createApp({ service, now })
  const answer = async (request: Request): Promise<Response> => app.fetch(request)
  return { fetch: answer, transport: transportOver(answer), ledger: service.ledger }
}

const transportOver =
  (answer: (request: Request) => Promise<Response>): Transport =>
  async ({ method, path, headers, body }) => {
    const init = { method, headers: { ...headers, authorization: 'Bearer sk-test-embedded' } }
    const response = await answer(new Request(`http://localhost${path}`, body === undefined ? init : { ...init, body }))
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() }
  }
