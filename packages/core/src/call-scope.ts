import { onAbort } from './abort-signal.ts'
import type { Agenda } from './agenda.ts'
import type { Clock } from './clock.ts'
import { AbortedError, asSdkError, DeadlineError } from './errors/family.ts'
import type { ErrorFacts } from './errors/nano-banana-error.ts'

/** The life of one call: it ends when the work is done, the caller aborts, or the deadline passes. */
export interface CallScope {
  /** When its deadline is, by the monotonic clock. */
  readonly endsAtMs: number
  readonly remainingMs: () => number
  /** Calls back once when the scope ends, at once if it has; returns how to take it back. */
  readonly onEnd: (listener: () => void) => () => void
  /** Why it ended, with the facts of this moment. */
  readonly toError: (facts: ErrorFacts) => AbortedError | DeadlineError
  /** The work's result, unless the scope ends first: then an error with the facts of that moment, at once. */
  readonly guard: <T>(work: (signal: AbortSignal) => Promise<T>, facts: () => ErrorFacts) => Promise<T>
  /** Ends the scope; nothing of it stays behind. */
  readonly close: () => void
}

/** What scopes need of their client. */
export interface ScopeTools {
  readonly clock: Clock
  readonly agenda: Agenda
}

/** What opens a scope. */
export interface ScopeOptions {
  /** Any of these ends the scope. */
  readonly signals: readonly (AbortSignal | undefined)[]
  readonly deadlineMs: number
}

/** What starts later than this before a deadline cannot end well. */
export const leastUsefulMs = 250

/** Opens the scope of one call. It must be closed. */
export function openScope({ deadlineMs, ...options }: ScopeOptions, { clock, agenda }: ScopeTools): CallScope {
  const signals = options.signals.filter((signal) => signal !== undefined)
  const endsAtMs = clock.monotonic() + deadlineMs
  const listeners = new Set<() => void>()
  let isOver = false
  // Most of its life a scope only waits, and needs no signal of its own.
  let controller: AbortController | undefined

  function close(): void {
    if (isOver) return
    isOver = true
    agenda.remove(deadline)
    for (const forget of forgetCaller) forget()
    // With a reason, because making the default one takes longer than all the rest.
    controller?.abort('closed')
    for (const listener of listeners) listener()
    listeners.clear()
  }

  function onEnd(listener: () => void): () => void {
    if (isOver) {
      listener()
      return () => undefined
    }
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  const toError = (facts: ErrorFacts): AbortedError | DeadlineError => {
    const aborted = signals.find((signal) => signal.aborted)
    return aborted
      ? new AbortedError({ ...facts, retryable: true, cause: aborted.reason })
      : new DeadlineError(deadlineMs, { ...facts, retryable: true })
  }

  const isStillborn = signals.some(({ aborted }) => aborted)
  const forgetCaller = isStillborn ? [] : signals.map((signal) => onAbort(signal, close))
  const deadline = agenda.add(endsAtMs, close)
  if (isStillborn) close()
  return {
    endsAtMs,
    remainingMs: () => endsAtMs - clock.monotonic(),
    onEnd,
    toError,
    guard: (work, facts) =>
      new Promise((resolve, reject) => {
        const forget = onEnd(() => reject(toError(facts())))
        if (isOver) return
        controller ??= new AbortController()
        work(controller.signal).then(resolve, reject).finally(forget)
      }),
    close,
  }
}

/** Does work in a scope of its own and closes it. Rejects with the family only. */
export async function withScope<T>(
  options: ScopeOptions,
  tools: ScopeTools,
  work: (scope: CallScope) => Promise<T>,
): Promise<T> {
  try {
    const scope = openScope(options, tools)
    return await work(scope).finally(scope.close)
  } catch (thrown) {
    throw asSdkError(thrown, { phase: 'input', outcome: 'not_sent' })
  }
}
