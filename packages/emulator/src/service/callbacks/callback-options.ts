import { checkNumbers, numberRules } from '../check-numbers.ts'
import { type Resolved, withDefaults } from '../with-defaults.ts'

/** How callbacks travel. What the API's documentation leaves open can be set to either answer. @see contract: Callbacks */
export interface CallbackOptions {
  /** Whether a redelivery is signed anew, or bears the timestamp of the first attempt. @default 'resigned' */
  readonly redelivery?: 'resigned' | 'first_timestamp' | undefined
  /** How many extra times each attempt arrives. Only the answer to the attempt itself counts. @default 0 */
  readonly duplicates?: number | undefined
  /** How long after the end of its task the first attempt leaves, in milliseconds. @default 0 */
  readonly delayMs?: number | undefined
  /** So many attempts of each task are lost on their way, the first ones; 4 loses them all. @default 0 */
  readonly drop?: number | undefined
  /** Whether every other callback waits until the next one has left, a second of the twin's time at most. @default false */
  readonly reorder?: boolean | undefined
  /** How long a receiver may take to answer, in milliseconds of real time, whatever the clock. @default 10_000 */
  readonly timeoutMs?: number | undefined
}

/** The same with every default filled in. */
export type ResolvedCallbackOptions = Resolved<CallbackOptions>

const defaults: ResolvedCallbackOptions = {
  redelivery: 'resigned',
  duplicates: 0,
  delayMs: 0,
  drop: 0,
  reorder: false,
  timeoutMs: 10_000,
}

const rules = {
  duplicates: numberRules.count,
  delayMs: numberRules.duration,
  drop: numberRules.count,
  timeoutMs: numberRules.timer,
}

/** Fills in the defaults. Throws a `RangeError` that names the option which makes no sense. */
export function resolveCallbackOptions(options: CallbackOptions = {}): ResolvedCallbackOptions {
  checkNumbers(options, rules, 'callbacks.')
  return withDefaults(defaults, options)
}
