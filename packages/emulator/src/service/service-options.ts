import {
  type CallbackOptions,
  type ResolvedCallbackOptions,
  resolveCallbackOptions,
} from './callbacks/callback-options.ts'
import { checkNumbers, numberRules } from './check-numbers.ts'
import { checkStages } from './lifecycle.ts'
import type { StageOptions } from './stages.ts'
import { type Resolved, withDefaults } from './with-defaults.ts'

/** What kind of service this is. */
export interface ServiceOptions {
  /** Tasks take a `speed`th of their usual time, which has a median of 12 s and a 95th percentile of 40 s. @default 1 */
  readonly speed?: number | undefined
  /** The same seed gives the same durations, and with the same times the same task ids. @default 1 */
  readonly seed?: number | undefined
  /** Requests a clock minute and account; 0 lifts all limits. @default 60 */
  readonly quota?: number | undefined
  /** Requests at once and account; only answers that take time can overlap. `Infinity` lifts this limit. @default 10 */
  readonly concurrent?: number | undefined
  /** How long each answer takes, in milliseconds, but a 429 and the download of an output. @default 0 */
  readonly latencyMs?: number | undefined
  /** How long every task, or the nth one from 0, stays in each status, in milliseconds. @default drawn from the seed */
  readonly stages?: StageOptions | ((nth: number) => StageOptions) | undefined
  /** How many tasks each account can pay for; the next one is a 402. @default Infinity */
  readonly balance?: number | undefined
  /** The names a request may give as its `route`; any other is a 400 that lists them. @default ['default', 'economy'] */
  readonly routes?: readonly string[] | undefined
  /** The list shows the account as it was so many milliseconds ago. @default 0 */
  readonly listLagMs?: number | undefined
  /** What callbacks are signed with, 16 to 256 characters. @default none: callbacks are not signed */
  readonly webhookSecret?: string | undefined
  /** How callbacks travel. @default each once, at the end of its task */
  readonly callbacks?: CallbackOptions | undefined
}

type Plain = Resolved<Omit<ServiceOptions, 'callbacks'>, 'stages' | 'webhookSecret'>

/** The same with every default filled in. */
export interface ResolvedServiceOptions extends Plain {
  readonly callbacks: ResolvedCallbackOptions
}

const defaults: Plain = {
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

const rules = {
  speed: numberRules.factor,
  seed: numberRules.any,
  quota: numberRules.count,
  concurrent: numberRules.limit,
  latencyMs: numberRules.duration,
  balance: numberRules.endlessCount,
  listLagMs: numberRules.duration,
}

/** Fills in the defaults. Throws a `RangeError` that names the option which makes no sense. */
export function resolveServiceOptions({ callbacks, ...options }: ServiceOptions): ResolvedServiceOptions {
  const { webhookSecret, stages } = options
  checkNumbers(options, rules)
  if (typeof stages === 'object') checkStages(stages)
  if (webhookSecret !== undefined && (webhookSecret.length < 16 || webhookSecret.length > 256)) {
    throw new RangeError('webhookSecret must have 16 to 256 characters')
  }
  return { ...withDefaults(defaults, options), callbacks: resolveCallbackOptions(callbacks) }
}
