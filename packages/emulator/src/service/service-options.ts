import {
  type CallbackOptions,
  type ResolvedCallbackOptions,
  resolveCallbackOptions,
} from './callbacks/callback-options.ts'
import type { Stages } from './lifecycle.ts'

/** What kind of service this is. */
export interface ServiceOptions {
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
  /** How long every task, or the nth one from 0, stays in each status, in milliseconds. @default drawn from the seed */
  readonly stages?: Stages | ((nth: number) => Stages) | undefined
  /** How many tasks each account can pay for; the next one is a 402. @default Infinity */
  readonly balance?: number
  /** The names a request may give as its `route`; any other is a 400 that lists them. @default ['default', 'economy'] */
  readonly routes?: readonly string[]
  /** The list shows the account as it was so many milliseconds ago. @default 0 */
  readonly listLagMs?: number
  /** What callbacks are signed with, 16 to 256 characters. @default none: callbacks are not signed */
  readonly webhookSecret?: string | undefined
  /** How callbacks travel. @default each once, at the end of its task */
  readonly callbacks?: CallbackOptions
}

/** The same with every default filled in. */
export interface ResolvedServiceOptions extends Required<ServiceOptions> {
  readonly callbacks: ResolvedCallbackOptions
}

const defaults: Omit<ResolvedServiceOptions, 'callbacks'> = {
  speed: 1,
  seed: 1,
  quota: 60,
  concurrent: 10,
  latencyMs: 0,
  stages: undefined,
  balance: Number.POSITIVE_INFINITY,
  routes: ['default', 'economy'],
  listLagMs: 0,
  webhookSecret: undefined,
}

/** Fills in the defaults. Throws a `RangeError` when the secret is too short or too long for the service. */
export function resolveServiceOptions(options: ServiceOptions): ResolvedServiceOptions {
  const { webhookSecret } = options
  if (webhookSecret !== undefined && (webhookSecret.length < 16 || webhookSecret.length > 256)) {
    throw new RangeError('webhookSecret must have 16 to 256 characters')
  }
  return { ...defaults, ...options, callbacks: resolveCallbackOptions(options.callbacks) }
}
