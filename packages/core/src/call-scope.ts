import { onAbort } from './abort-signal.ts'
import type { Agenda, Appointment } from './agenda.ts'
import type { Clock } from './clock.ts'
import { AbortedError, asSdkError, DeadlineError } from './errors/family.ts'
import type { ErrorFacts } from './errors/nano-banana-error.ts'
import { quietly } from './quietly.ts'

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

/**
 * The life of one call: it ends when the work is done, the caller aborts, or the deadline passes. It must be closed.
 * A class, because a hundred thousand may be open at once: its methods are shared, and most of its life it only waits,
 * so that what it might need is made when it needs it.
 */
export class CallScope {
  readonly #tools: ScopeTools
  readonly #deadlineMs: number
  readonly #deadline: Appointment
  readonly #signals: ScopeOptions['signals']
  #controller: AbortController | undefined
  // What is to be done at the end; nothing once it is over.
  #atEnd: readonly (() => void)[] | undefined = []

  constructor({ signals, deadlineMs }: ScopeOptions, tools: ScopeTools) {
    const close = (): void => this.close()
    this.#tools = tools
    this.#deadlineMs = deadlineMs
    this.#deadline = tools.agenda.add(tools.clock.monotonic() + deadlineMs, close)
    this.#signals = signals
    for (const signal of signals) if (signal) this.onEnd(onAbort(signal, close))
  }

  /** When its deadline is, by the monotonic clock. */
  get endsAtMs(): number {
    return this.#deadline.atMs
  }

  remainingMs(): number {
    return this.endsAtMs - this.#tools.clock.monotonic()
  }

  /** Calls back once when the scope ends, at once if it has. */
  onEnd(listener: () => void): void {
    if (this.#atEnd) this.#atEnd = this.#atEnd.concat(listener)
    else listener()
  }

  /** Why it ended, with the facts of this moment. */
  toError(facts: ErrorFacts): AbortedError | DeadlineError {
    const aborted = this.#signals.find((signal) => signal?.aborted)
    return aborted
      ? new AbortedError({ ...facts, retryable: true, cause: aborted.reason })
      : new DeadlineError(this.#deadlineMs, { ...facts, retryable: true })
  }

  /** The work's result, unless the scope ends first: then an error with the facts of that moment, at once. */
  guard<T>(work: (signal: AbortSignal) => Promise<T>, facts: () => ErrorFacts): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => reject(this.toError(facts()))
      this.onEnd(end)
      if (!this.#atEnd) return
      this.#controller ??= new AbortController()
      work(this.#controller.signal)
        .then(resolve, reject)
        .finally(() => {
          this.#atEnd = this.#atEnd?.filter((one) => one !== end)
        })
    })
  }

  /** Ends the scope; nothing of it stays behind. */
  close(): void {
    const atEnd = this.#atEnd
    if (!atEnd) return
    this.#atEnd = undefined
    this.#tools.agenda.remove(this.#deadline)
    // With a reason, because making the default one takes longer than all the rest.
    this.#controller?.abort('closed')
    // A watch that cannot be left must not keep others from their end.
    for (const run of atEnd) quietly(run)
  }
}

/** Does work in a scope of its own and closes it. Rejects with the family only. */
export async function withScope<T>(
  options: ScopeOptions,
  tools: ScopeTools,
  work: (scope: CallScope) => Promise<T>,
): Promise<T> {
  try {
    const scope = new CallScope(options, tools)
    return await work(scope).finally(() => scope.close())
  } catch (thrown) {
    throw asSdkError(thrown, { phase: 'input', outcome: 'not_sent' })
  }
}
