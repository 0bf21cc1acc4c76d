import { isNanoBananaError, type Operation, type Resolution } from '@nano-banana/core'
import { isRefused, isSpent } from '../../cost/is-spent.ts'
import { change } from '../../service/change.ts'
import { type Step, unpark } from '../../service/life.ts'
import { newOperationKey } from '../../service/new-operation-key.ts'
import type { ServiceTools } from '../../service/service-tools.ts'
import type { BatchTools } from './batch-tools.ts'
import { haltFor } from './halt.ts'
import { patientClient } from './patient-client.ts'

/** A request that is to be sent. */
export interface Sending {
  readonly operationId: string
  /** Whether it counts as spent already. */
  readonly isSpent: boolean
  readonly resolution: Resolution
  readonly send: (service: ServiceTools<unknown>) => Promise<unknown>
}

/**
 * Lets a row's request go, through outages too; tells whether it was let go. `false` means that the cap is reached, or that
 * nothing new begins any more. What came of it is in the journal.
 */
export async function sendRow({ operationId, resolution, ...sending }: Sending, tools: BatchTools): Promise<boolean> {
  const { spending, stopping, service, halt } = tools
  if (stopping.aborted || halt()) return false
  if (!sending.isSpent && !(await spending.take(stopping))) return false
  try {
    await sendPatiently(operationId, sending.send, tools)
    return true
  } finally {
    const operation = await service.journal.get(operationId)
    if (!sending.isSpent) spending.decide(operation !== undefined && isSpent(operation), resolution)
  }
}

async function sendPatiently(
  operationId: string,
  send: Sending['send'],
  { service, outage, stopping, onHalt }: BatchTools,
): Promise<void> {
  let refusal: unknown
  const onRefused = (error: unknown): void => {
    refusal = error
  }
  try {
    await send({
      ...service,
      client: patientClient(service.client, { clock: service.clock, outage, stopping, onRefused }),
    })
  } catch (error) {
    if (error !== refusal) throw error
  }
  if (!isNanoBananaError(refusal)) return
  const halted = haltFor(refusal)
  if (halted) onHalt(halted)
  const isNobodysFault = halted !== undefined || stopping.aborted
  if (isNobodysFault && (refusal.outcome === 'not_sent' || refusal.outcome === 'rejected'))
    await change(service.journal, operationId, takeBack(service.clock.now()))
}

/** It was never sent: the next run begins with it, however late. */
const takeBack =
  (nowMs: number): Step =>
  (operation) => {
    if (isRefused(operation)) return unpark(newOperationKey(), nowMs)(operation)
    return operation.state === 'intended' ? neverSent(operation, nowMs) : undefined
  }

const neverSent = (operation: Operation, nowMs: number): Operation => ({
  ...operation,
  ...{ keyUsedAtMs: undefined, dueAtMs: nowMs, failures: 0, lastError: undefined },
  revision: operation.revision + 1,
})
