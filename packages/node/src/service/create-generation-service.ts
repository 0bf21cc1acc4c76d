import type { Client, GenerateInput, Journal } from '@nano-banana/core'
import { type AdoptOptions, adopt } from './adopt.ts'
import { createBeat } from './beat.ts'
import { openBudget } from './budget.ts'
import { type CallbackDoor, createCallbackDoor } from './callback-door.ts'
import { createFollower } from './follow.ts'
import { goOn } from './go-on.ts'
import { createJournalDoors, type JournalDoors } from './journal-doors.ts'
import { parseServiceOptions } from './parse-service-options.ts'
import type { GenerationServiceOptions, OperationView } from './service-options.ts'
import { viewOf } from './service-options.ts'
import { type SubmitOptions, type Submitted, submit } from './submit.ts'
import { type SweepOptions, type SweepReport, sweep } from './sweep.ts'
import { createUnderWay } from './under-way.ts'
import { type ServiceWaitOptions, waitFor } from './wait.ts'

/** Makes pictures that survive a crash: every wish is written down before it is paid for, and settled once. */
export interface GenerationService extends JournalDoors, CallbackDoor {
  /**
   * Writes a wish down, and only then sends it. Resolves when the task exists, or when the request will be sent again by
   * itself; rejects when it makes no sense, cannot be written down, or is refused by the service.
   * A journal that failed (`JournalError`, `unavailable`) may have kept the wish all the same, and then a sweep sends it:
   * submit it again, under the same id.
   */
  readonly submit: (input: GenerateInput, options: SubmitOptions) => Promise<Submitted>
  /** Takes over a task that was made elsewhere: it is followed and settled like any other. Where an operation holds it already, that one is given. */
  readonly adopt: (taskId: string, options?: AdoptOptions) => Promise<OperationView>
  readonly get: (operationId: string) => Promise<OperationView | undefined>
  /** Waits until an operation is settled or parked, by whatever process; nothing when there is none. */
  readonly wait: (operationId: string, options?: ServiceWaitOptions) => Promise<OperationView | undefined>
  /** Does all that is due: for a cron job, or after a crash. Two sweepers do no harm. */
  readonly sweep: (options?: SweepOptions) => Promise<SweepReport>
  /** Follows open tasks, and sweeps on a slow beat, until `close`. Without it, callbacks and `sweep` do all. */
  readonly start: () => void
  /** Stops all of that, and resolves when what has begun is over: sweeps and effects, too. The journal stays open. */
  readonly close: () => Promise<void>
  /** The client that it was made with. */
  readonly client: Client
  /** The journal that it was made with. Nobody but the service may write operations of its own there. */
  readonly journal: Journal
}

/**
 * A service over a client and a journal. Throws `InvalidInputError` that names the option which makes no sense.
 *
 * @example
 * const service = createGenerationService({ client: createNanoBanana(), journal: sqliteJournal({ path }), secret, onSettled })
 * service.start()
 * await service.submit({ prompt: 'A glowing tropical rainforest at night' }, { operationId: 'order-42' })
 */
export function createGenerationService<Tx>(options: GenerationServiceOptions<Tx>): GenerationService {
  const closing = new AbortController()
  const tools = parseServiceOptions(options, closing.signal)
  const { journal, clock, closed } = tools
  const follower = createFollower(tools)
  const doors = createJournalDoors(journal, tools)
  const beat = createBeat(tools, follower)
  const { track, idle } = createUnderWay()
  const door = createCallbackDoor(tools, { ...beat, track })

  async function get(operationId: string): Promise<OperationView | undefined> {
    const operation = await journal.get(operationId)
    return operation && viewOf(operation)
  }

  return {
    async submit(input, submitOptions) {
      const submitted = await track(submit(input, submitOptions, tools))
      if (beat.isStarted() && submitted.state === 'accepted') follower.follow(submitted)
      return submitted
    },
    async adopt(taskId, adoptOptions = {}) {
      const adopted = await adopt(taskId, adoptOptions, tools)
      if (beat.isStarted()) follower.follow(adopted)
      return adopted
    },
    get,
    async wait(operationId, waitOptions = {}) {
      const operation = await waitFor(operationId, waitOptions, tools)
      return operation && viewOf(operation)
    },
    async sweep({ budgetMs = 25_000, signal } = {}) {
      const budget = openBudget(clock, budgetMs, [closed, signal])
      return track(sweep(budget.signal, tools)).finally(budget.end)
    },
    start: beat.start,
    async close() {
      closing.abort('closed')
      await Promise.all([beat.idle(), follower.idle(), idle()])
    },
    client: tools.client,
    journal,
    ...door,
    ...doors,
    async resubmit(operationId) {
      const resubmitted = await doors.resubmit(operationId)
      if (resubmitted) await track(goOn(operationId, tools))
      return resubmitted && get(operationId)
    },
  }
}
