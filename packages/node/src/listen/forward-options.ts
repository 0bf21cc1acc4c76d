import { type Client, type Clock, InvalidInputError, isLoopbackHost, systemClock } from '@nano-banana/core'
import { parseSecrets } from '../callback/parse-secrets.ts'
import type { EndedTasksTools } from './ended-tasks.ts'
import type { ForwardedCallback } from './forward-task.ts'

/** What forwarding callbacks takes. */
export interface ForwardCallbacksOptions {
  /** Whose account is followed. */
  readonly client: Pick<Client, 'tasks'>
  /** Where callbacks go: http or https, on this machine unless `allowRemote`. */
  readonly url: string
  /** Signs them, as the account's signing key does: 16 to 256 characters. @default none: they are not signed */
  readonly secret?: string | undefined
  /** Forwards tasks that ended since then, in Unix milliseconds. @default those that end from now on */
  readonly sinceMs?: number | undefined
  /** Pause between two looks at the account's list, in milliseconds; at least 100. @default 3_000 */
  readonly intervalMs?: number | undefined
  /** How many times sooner than HiAPI, who waits 1, 5 and 20 minutes, a callback is delivered again. @default 1 */
  readonly speed?: number | undefined
  /** Lets callbacks leave this machine. @default false */
  readonly allowRemote?: boolean | undefined
  /** Ends it. */
  readonly signal: AbortSignal
  /** Hears that the first look at the list has been made: whatever ends from now on is forwarded. */
  readonly onReady?: (() => void) | undefined
  /** Hears of each attempt. */
  readonly onDelivery?: ((delivery: ForwardedCallback) => void) | undefined
  /** Hears of a look at the list that failed; the next one is made all the same. */
  readonly onTrouble?: ((error: Error) => void) | undefined
  /** @default the global one */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** @default the platform's time */
  readonly clock?: Clock | undefined
}

/** The same, checked. */
export interface ForwardOrder extends EndedTasksTools {
  readonly url: URL
  readonly secret: string | undefined
  readonly speed: number
  readonly fetch: typeof globalThis.fetch
  readonly onDelivery: (delivery: ForwardedCallback) => void
}

/** Checks the options and fills in the defaults. Throws `InvalidInputError`. */
export function parseForward(options: ForwardCallbacksOptions): ForwardOrder {
  const { sinceMs, intervalMs = 3_000, speed = 1, secret, allowRemote = false } = options
  if (!(intervalMs >= 100 && intervalMs <= longestMs)) throw refuse('intervalMs', 'must be 100 milliseconds to an hour')
  if (!(speed > 0 && speed < Number.POSITIVE_INFINITY)) throw refuse('speed', 'must be a positive, finite number')
  if (sinceMs !== undefined && !Number.isFinite(sinceMs)) throw refuse('sinceMs', 'must be a time in Unix milliseconds')
  const [checked] = secret === undefined ? [] : parseSecrets(secret)
  return {
    client: options.client,
    url: parseUrl(options.url, allowRemote),
    ...{ secret: checked, sinceMs, intervalMs, speed, signal: options.signal },
    fetch: options.fetch ?? globalThis.fetch,
    clock: options.clock ?? systemClock,
    onDelivery: options.onDelivery ?? (() => undefined),
    onReady: options.onReady ?? (() => undefined),
    onTrouble: options.onTrouble ?? (() => undefined),
  }
}

const longestMs = 3_600_000

function parseUrl(text: string, allowRemote: boolean): URL {
  const url = URL.parse(text)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw refuse('url', 'must be an http or https URL')
  if (url.username !== '' || url.password !== '') throw refuse('url', 'must not carry a user or a password')
  // The body of a callback opens the account's pictures to whoever reads it.
  if (!allowRemote && !isLoopbackHost(url.hostname))
    throw refuse('url', 'must be on this machine (localhost, 127.0.0.1 or [::1]), unless that is allowed explicitly')
  return url
}

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])
