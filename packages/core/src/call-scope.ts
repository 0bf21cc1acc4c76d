import { onAbort } from './abort-signal.ts'
import type { Clock } from './clock.ts'
import { AbortedError, asSdkError, DeadlineError } from './errors/family.ts'
import type { ErrorFacts } from './errors/nano-banana-error.ts'

/** The life of one call: it ends when the work is done, the caller aborts, or the deadline passes. */
export interface CallScope {
  /** Aborts when the scope ends, for whatever reason. */
  readonly signal: AbortSignal
  readonly remainingMs: () => number
  /** The work's result, unless the scope ends first: then an error with the facts of that moment, at once. */
  readonly guard: <T>(work: (signal: AbortSignal) => Promise<T>, facts: () => ErrorFacts) => Promise<T>
  /** Ends the scope; nothing of it stays behind. */
  readonly close: () => void
}

/** What opens a scope. */
export interface ScopeOptions {
  readonly clock: Clock
  /** Any of these ends the scope. */
  readonly signals: readonly (AbortSignal | undefined)[]
  readonly deadlineMs: number
}

/** Opens the scope of one call. It must be closed. */
export function openScope({ clock, deadlineMs, ...options }: ScopeOptions): CallScope {
  const signals = options.signals.filter((signal) => signal !== undefined)
  const controller = new AbortController()
  const endsAt = clock.monotonic() + deadlineMs
  const remainingMs = (): number => endsAt - clock.monotonic()
  const forgetCaller = signals.map((signal) => onAbort(signal, () => controller.abort()))
  const toError = (facts: ErrorFacts): AbortedError | DeadlineError => {
    const aborted = signals.find((signal) => signal.aborted)
    return aborted
      ? new AbortedError({ ...facts, retryable: true, cause: aborted.reason })
      : new DeadlineError(deadlineMs, { ...facts, retryable: true })
  }

  clock.sleep(deadlineMs, controller.signal).then(
    () => controller.abort(),
    () => undefined,
  )
  return {
    signal: controller.signal,
    remainingMs,
    guard: (work, facts) =>
      new Promise((resolve, reject) => {
        const forget = onAbort(controller.signal, () => reject(toError(facts())))
        if (controller.signal.aborted) return
        work(controller.signal).then(resolve, reject).finally(forget)
      }),
    close() {
      for (const forget of forgetCaller) forget()
      // With a reason, because making the default one takes longer than all the rest.
      controller.abort('closed')
    },
  }
}

/** Does work in a scope of its own and closes it. Rejects with the family only. */
export async function withScope<T>(options: ScopeOptions, work: (scope: CallScope) => Promise<T>): Promise<T> {
  try {
    const scope = openScope(options)
    return await work(scope).finally(scope.close)
  } catch (thrown) {
    throw asSdkError(thrown, { phase: 'input', outcome: 'not_sent' })
  }
}
