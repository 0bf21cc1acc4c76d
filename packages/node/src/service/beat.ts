import { openBudget } from './budget.ts'
import type { Follower } from './follow.ts'
import type { ServiceTools } from './service-tools.ts'
import { sweep } from './sweep.ts'

/** What a service does by itself once it is started. */
export interface Beat {
  readonly start: () => void
  readonly isStarted: () => boolean
  /** Resolves when nothing of it is under way any more. */
  readonly idle: () => Promise<void>
}

/** Sweeps at once and then on a slow beat, and follows all open tasks meanwhile. */
export function createBeat<Tx>(tools: ServiceTools<Tx>, { follow }: Follower): Beat {
  const { journal, clock, closed, random, sweepEveryMs, reportError } = tools
  let beating: Promise<void> | undefined

  async function followAll(): Promise<void> {
    let after: Parameters<typeof journal.list>[0] = {}
    for (;;) {
      const page = await journal.list({ states: ['accepted'], ...after, onUnreadable: reportError })
      for (const operation of page) follow(operation)
      const last = page.at(-1)
      if (last === undefined || closed.aborted) return
      after = { after: last }
    }
  }

  async function beat(): Promise<void> {
    await followAll().catch(reportError)
    while (!closed.aborted) {
      const budget = openBudget(clock, sweepEveryMs, [closed])
      await sweep(budget.signal, tools).catch(reportError)
      budget.end()
      await clock.sleep(sweepEveryMs * (0.9 + 0.2 * random()), closed).catch(() => undefined)
    }
  }

  return {
    start() {
      beating ??= closed.aborted ? undefined : beat()
    },
    isStarted: () => beating !== undefined,
    idle: () => beating ?? Promise.resolve(),
  }
}
