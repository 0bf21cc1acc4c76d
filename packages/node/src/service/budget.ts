import type { Clock } from '@nano-banana/core'

/** Work that begins nothing new after a time, or once a signal aborts. */
export interface Budget {
  readonly signal: AbortSignal
  /** Stops the time. */
  readonly end: () => void
}

/** A budget of time that begins now. */
export function openBudget(clock: Clock, budgetMs: number, signals: readonly (AbortSignal | undefined)[]): Budget {
  const spent = new AbortController()
  const timer = new AbortController()
  clock.sleep(budgetMs, timer.signal).then(
    () => spent.abort('the budget is spent'),
    () => undefined,
  )
  return {
    signal: AbortSignal.any([spent.signal, ...signals.filter((signal) => signal !== undefined)]),
    end: () => timer.abort('over'),
  }
}
