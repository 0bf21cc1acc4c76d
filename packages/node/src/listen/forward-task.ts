import type { Clock, TaskSnapshot } from '@nano-banana/core'
import { callbackBody } from './callback-body.ts'
import type { Lanes } from './lanes.ts'
import { type CallbackReceipt, postCallback } from './post-callback.ts'

/** One attempt to deliver a callback, and what became of it. */
export interface ForwardedCallback {
  readonly task: TaskSnapshot
  /** 1 to 4. */
  readonly attempt: number
  /** The receiver's answer; nothing when none came within ten seconds. */
  readonly status: CallbackReceipt
  readonly isAcknowledged: boolean
  readonly tookMs: number
  /** When it is tried again, in milliseconds from now; nothing when it is not. */
  readonly againInMs: number | undefined
}

/** What forwarding a task needs. */
export interface ForwardTools {
  readonly url: URL
  readonly secret: string | undefined
  /** How many times sooner than HiAPI a callback is delivered again. */
  readonly speed: number
  readonly lanes: Lanes
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onDelivery: (delivery: ForwardedCallback) => void
}

// After the first attempt. @see contract: Callbacks
const offsetsMs = [60_000, 5 * 60_000, 20 * 60_000, undefined]

/** Delivers a task's callback, up to four times until it is acknowledged; tells whether it was. Rejects when the signal aborts. */
export async function forwardTask(task: TaskSnapshot, tools: ForwardTools): Promise<boolean> {
  const { clock, signal, onDelivery, speed, lanes, fetch, ...target } = tools
  const body = callbackBody(task)
  const firstAtMs = clock.monotonic()
  for (const [nth, offsetMs] of offsetsMs.entries()) {
    const { status, tookMs } = await lanes(async () => {
      signal.throwIfAborted()
      const startedAtMs = clock.monotonic()
      // Each attempt is signed anew, so that a receiver which is back after twenty minutes believes it.
      const status = await postCallback({ ...target, body, nowMs: clock.now() }, signal, fetch)
      return { status, tookMs: clock.monotonic() - startedAtMs }
    })
    const isAcknowledged = status !== undefined && status >= 200 && status <= 299
    const dueAtMs = offsetMs === undefined || isAcknowledged ? undefined : firstAtMs + offsetMs / speed
    const againInMs = dueAtMs === undefined ? undefined : Math.max(0, dueAtMs - clock.monotonic())
    onDelivery({ task, attempt: nth + 1, status, isAcknowledged, tookMs, againInMs })
    if (againInMs === undefined) return isAcknowledged
    await clock.sleep(againInMs, signal)
  }
  return false
}
