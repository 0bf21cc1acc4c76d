import { AbortedError, type AnyNanoBananaError, type Client, type Clock, isNanoBananaError } from '@nano-banana/core'
import type { Outage } from './outage.ts'

/** What patience takes. */
export interface Patience {
  readonly clock: Clock
  readonly outage: Outage
  /** Nothing is sent any more once it aborts. */
  readonly stopping: AbortSignal
  /** Gets what a create has come to when it makes no task. */
  readonly onRefused: (error: unknown) => void
}

const restMs = 5_000

/** How a request has fared. */
interface Trouble {
  readonly failures: number
  /** Those during which the service took others. */
  readonly alone: number
}

/** Whether the request is to blame and not the service: others were taken meanwhile; or no other is left, and five minutes are enough. */
const isToBlame = ({ failures, alone }: Trouble, others: number): boolean =>
  alone >= 3 || (failures >= 60 && others === 0)

/**
 * A client that waits an outage out: a create that may succeed later is sent again, with the same key and bytes, until it
 * does, or until it is itself to blame.
 */
export function patientClient(client: Client, { clock, outage, stopping, onRefused }: Patience): Client {
  const create: Client['tasks']['create'] = async (request, options) => {
    let last: AnyNanoBananaError | undefined
    for (let failures = 1, alone = 0; ; failures += 1) {
      await outage.turn(stopping)
      const before = outage.answers()
      try {
        if (stopping.aborted) throw last ?? unsent(stopping)
        const created = await client.tasks.create(request, { ...options, priority: 'bulk' })
        outage.end()
        return created
      } catch (error) {
        const isAlone = outage.answers() > before
        if (isAlone) alone += 1
        if (stopping.aborted || !isPassing(error) || isToBlame({ failures, alone }, outage.waiting())) {
          if (isNanoBananaError(error) && error.code === 'api' && !error.retryable) outage.end()
          onRefused(error)
          throw error
        }
        last = error
        const askedMs = error.code === 'api' ? error.retryAfterMs : undefined
        if (isAlone) await clock.sleep(Math.max(restMs, askedMs ?? 0), stopping).catch(() => undefined)
        else outage.begin(error, askedMs)
      }
    }
  }
  return { ...client, tasks: { ...client.tasks, create } }
}

const unsent = ({ reason }: AbortSignal): AbortedError =>
  new AbortedError({ phase: 'submit', outcome: 'not_sent', retryable: true, cause: reason })

const isPassing = (error: unknown): error is AnyNanoBananaError =>
  isNanoBananaError(error) && error.retryable && error.code !== 'aborted' && !error.keyExpired
