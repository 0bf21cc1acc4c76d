import { isNanoBananaError } from '@nano-banana/core'
import type { GenerationService } from '@nano-banana/node'
import type { OperationPlan } from '../plan/plan.ts'
import type { Submission } from '../plan/service-plan.ts'
import type { Random } from '../random.ts'
import type { History } from '../world/history.ts'
import type { Machine } from '../world/machine.ts'
import { promptOf } from '../world/service-server.ts'

/** Somebody who submits a wish, and does so again until there is an answer: a queue of jobs, say. */
export interface Submitter {
  readonly submission: Submission
  readonly name: string
  readonly computer: string
  readonly isFinished: () => boolean
  /** Begins, or goes on after a restart. */
  readonly live: (machine: Machine, service: GenerationService) => Promise<void>
}

const never = new AbortController().signal
const longestPauseMs = 300_000

/** The submitter of one submission. */
export function createSubmitter(
  submission: Submission,
  { isDoomed }: OperationPlan,
  { history, random }: { readonly history: History; readonly random: Random },
): Submitter {
  const { operation, computer, isAgain, isOther } = submission
  const prompt = promptOf(operation, isDoomed) + (isOther ? ' by night' : '')
  let rounds = 0
  let isFinished = false

  async function live(machine: Machine, service: GenerationService): Promise<void> {
    while (machine.isAlive() && !isFinished) {
      rounds += 1
      isFinished = await oneRound(machine, service)
      const pauseMs = Math.min(longestPauseMs, random.between(1_000, 10_000) * 2 ** (rounds - 1))
      if (!isFinished) await machine.clock.sleep(pauseMs, never)
    }
  }

  // Whether there is an answer that asking again would not change.
  async function oneRound(machine: Machine, service: GenerationService): Promise<boolean> {
    const call = `${submission.id} round ${rounds}`
    const localMs = machine.clock.monotonic
    const fault = isOther ? 'submitted_otherwise' : 'submitted_twice'
    if (isAgain && rounds === 1) history.add({ type: 'struck', fault, id: submission.id })
    history.add({
      ...{ type: 'called', call, operation, machine: machine.name, method: 'submit', key: undefined },
      ...{ deadlineMs: Number.POSITIVE_INFINITY, localMs: localMs() },
    })
    try {
      const submitted = await service.submit({ prompt }, { operationId: operation })
      const { isNew, differs, taskId } = submitted
      history.add({ type: 'submitted', call, operation, isOther, isNew, differs })
      history.add({
        type: 'settled',
        call,
        localMs: localMs(),
        isResolved: true,
        taskId,
        outputs: undefined,
        error: undefined,
      })
      return true
    } catch (error) {
      const taskId = isNanoBananaError(error) ? error.taskId : undefined
      history.add({ type: 'settled', call, localMs: localMs(), isResolved: false, taskId, outputs: undefined, error })
      return !isNanoBananaError(error) || !error.retryable
    }
  }

  return { submission, name: operation, computer, isFinished: () => isFinished, live }
}
