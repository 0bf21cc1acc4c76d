import type { TaskSnapshot } from '@nano-banana/core'
import { endedTasks } from './ended-tasks.ts'
import { type ForwardCallbacksOptions, parseForward } from './forward-options.ts'
import { type ForwardedCallback, forwardTask } from './forward-task.ts'
import { createLanes } from './lanes.ts'

export type { ForwardCallbacksOptions, ForwardedCallback }

/** What came of all tasks that ended meanwhile. */
export interface ForwardReport {
  readonly acknowledged: number
  /** Tasks whose four attempts were all in vain. */
  readonly givenUp: number
  /** Tasks that were still to be delivered when it ended. */
  readonly unfinished: number
}

/** A receiver on a developer's machine gets no more at once. */
const lanes = 8

/**
 * Follows an account by its list, and delivers a callback for each task that ends to an app on this machine, signed and
 * delivered again as HiAPI does. Resolves when the signal aborts. Rejects with `InvalidInputError`, and with the client's
 * error when the service refuses for good.
 *
 * @example
 * await forwardCallbacks({ client: createNanoBanana(), url: 'http://localhost:3000/hooks/hiapi', secret, signal })
 */
export async function forwardCallbacks(options: ForwardCallbacksOptions): Promise<ForwardReport> {
  const order = parseForward(options)
  const stopping = new AbortController()
  const signal = AbortSignal.any([order.signal, stopping.signal])
  const tools = { ...order, signal, lanes: createLanes(lanes) }
  const underWay = new Set<Promise<void>>()
  const report = { acknowledged: 0, givenUp: 0, unfinished: 0 }

  async function forward(task: TaskSnapshot): Promise<void> {
    try {
      report[(await forwardTask(task, tools)) ? 'acknowledged' : 'givenUp'] += 1
    } catch (error) {
      report.unfinished += 1
      // Only a listener of the caller's throws here, and that is not to be hidden.
      stopping.abort(error)
    }
  }

  try {
    for await (const task of endedTasks(tools)) {
      const forwarded = forward(task).finally(() => underWay.delete(forwarded))
      underWay.add(forwarded)
    }
  } catch (error) {
    stopping.abort(error)
  }
  await Promise.all(underWay)
  if (!order.signal.aborted) throw stopping.signal.reason
  return report
}
