/** How callbacks travel. What the API's documentation leaves open can be set to either answer. @see contract: Callbacks */
export interface CallbackOptions {
  /** Whether a redelivery is signed anew, or bears the timestamp of the first attempt. @default 'resigned' */
  readonly redelivery?: 'resigned' | 'first_timestamp'
  /** How many extra times each attempt arrives. Only the answer to the attempt itself counts. @default 0 */
  readonly duplicates?: number
  /** How long after the end of its task the first attempt leaves, in milliseconds. @default 0 */
  readonly delayMs?: number
  /** So many attempts of each task are lost on their way, the first ones; 4 loses them all. @default 0 */
  readonly drop?: number
  /** Whether those that are due together leave in reverse order. @default false */
  readonly reorder?: boolean
  /** How long a receiver may take to answer, in milliseconds. @default 10_000 */
  readonly timeoutMs?: number
}

/** The same with every default filled in. */
export type ResolvedCallbackOptions = Required<CallbackOptions>

const defaults: ResolvedCallbackOptions = {
  redelivery: 'resigned',
  duplicates: 0,
  delayMs: 0,
  drop: 0,
  reorder: false,
  timeoutMs: 10_000,
}

/** Fills in the defaults. */
export const resolveCallbackOptions = (options: CallbackOptions = {}): ResolvedCallbackOptions => ({
  ...defaults,
  ...options,
})
