import type { Operation, OperationState } from '@nano-banana/core'
import { claim, claimToSend } from './life.ts'
import type { ServiceTools } from './service-tools.ts'

const pageLength = 100

/** The operations of a state that nobody works on, page by page, the oldest first. */
export async function* dueOperations<Tx>(
  state: OperationState,
  { journal, clock, reportError }: Pick<ServiceTools<Tx>, 'journal' | 'clock' | 'reportError'>,
): AsyncGenerator<readonly Operation[], void> {
  const dueByMs = clock.now()
  let after: Operation | undefined
  do {
    const query = { states: [state], dueByMs, limit: pageLength, ...(after && { after }) }
    // One record that cannot be read must not keep the others waiting.
    const page = await journal.list({ ...query, onUnreadable: reportError })
    if (page.length > 0) yield page
    after = page.length === pageLength ? page.at(-1) : undefined
  } while (after)
}

/** Takes an operation for oneself; nothing when somebody else was faster. */
export async function claimOperation<Tx>(
  operation: Operation,
  { journal, clock, leaseMs }: Pick<ServiceTools<Tx>, 'journal' | 'clock' | 'leaseMs'>,
): Promise<Operation | undefined> {
  const nowMs = clock.now()
  const step = operation.state === 'intended' ? claimToSend(nowMs, nowMs + leaseMs) : claim(nowMs + leaseMs)
  const claimed = step(operation)
  return claimed && (await journal.replace(claimed)) ? claimed : undefined
}
