import type { Operation } from '@nano-banana/core'
import type { GenerationService } from '@nano-banana/node'
import type { Incident, Plan } from '../plan/plan.ts'
import type { Disk } from '../world/disk.ts'
import type { History } from '../world/history.ts'
import type { Machine } from '../world/machine.ts'
import type { VirtualTime } from '../world/virtual-time.ts'
import type { Submitter } from './submitter.ts'

/** A process that is up. */
interface Running {
  readonly machine: Machine
  readonly service: GenerationService
}

/** What an operator sees and can do. */
export interface OperatorTools {
  readonly plan: Plan
  readonly time: VirtualTime
  readonly history: History
  readonly disk: Disk
  readonly submitters: readonly Submitter[]
  /** Whether no callback will come any more. */
  readonly isQuiet: () => boolean
  readonly upNow: () => readonly Running[]
  /** Writes down what a closed process still holds. */
  readonly rest: (machine: Machine) => void
  /** Aborted when nothing is left to be done. */
  readonly over: AbortController
}

/** A human who looks after parked operations, and closes the services when all is done. */
export interface Operator {
  readonly begin: () => void
  /** Something befalls a computer now, for so long. */
  readonly expectTrouble: (kind: Incident['kind'], ms: number) => void
}

const minuteMs = 60_000
/** After the last trouble all must be settled within this: the longest pause between two looks is half an hour. */
const patienceMs = 75 * minuteMs
/** What is certain to cost nothing when it is done again. */
const harmless: readonly unknown[] = ['refused', 'effect_failed']

/** An operator who looks every minute once the faults have ended. */
export function createOperator(tools: OperatorTools): Operator {
  const { plan, time, history, disk, submitters, over } = tools
  const seen = new Set<string>()
  let troubleEndsMs = plan.healMs
  let wallIsOffMs = 0

  async function look(): Promise<void> {
    const records = await disk.records()
    const acts = records.filter(({ state, operationId }) => state === 'parked' && !seen.has(operationId)).map(seeTo)
    const isDone =
      acts.length === 0 &&
      time.nowMs() >= troubleEndsMs &&
      tools.isQuiet() &&
      submitters.every(({ isFinished }) => isFinished()) &&
      records.every(({ state, operationId }) => state === 'settled' || (state === 'parked' && seen.has(operationId)))
    if (isDone || time.nowMs() > troubleEndsMs + wallIsOffMs + patienceMs) return close()
    time.at(time.nowMs() + minuteMs, () => void look())
  }

  function seeTo({ operationId, parked }: Operation): void {
    const [first] = tools.upNow()
    if (first === undefined || time.nowMs() < troubleEndsMs) return
    seen.add(operationId)
    if (parked === undefined || !harmless.includes(parked.reason)) return
    history.add({ type: 'resubmitted', operation: operationId, reason: parked.reason })
    first.machine.deliver(() => {
      first.service
        .resubmit(operationId)
        .catch((error: unknown) => history.add({ type: 'reported', machine: first.machine.name, error }))
    })
  }

  function close(): void {
    over.abort('all is done')
    // Whatever settles at this very moment may still tidy up.
    for (const { machine, service } of tools.upNow())
      void service.close().then(() => time.at(time.nowMs(), () => tools.rest(machine)))
  }

  return {
    begin: () => void time.at(plan.healMs, () => void look()),
    expectTrouble(kind, ms) {
      troubleEndsMs = Math.max(troubleEndsMs, time.nowMs() + (kind === 'wall_jump' ? 0 : ms))
      if (kind === 'wall_jump') wallIsOffMs += Math.abs(ms)
    },
  }
}
