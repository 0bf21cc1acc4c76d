import { AbortedError, DeadlineError, type Operation } from '@nano-banana/core'
import { nextWrite } from './next-write.ts'
import type { ServiceTools } from './service-tools.ts'

/** How long to wait for an operation. */
export interface ServiceWaitOptions {
  readonly signal?: AbortSignal
  /** @default 600_000 */
  readonly deadlineMs?: number
}

/** Not every journal hears of what other processes write. */
const lookAgainMs = 2_000

/** Waits until an operation is settled or parked, whoever does it; nothing when there is none. Rejects when the time is up. */
export async function waitFor<Tx>(
  operationId: string,
  { signal, deadlineMs = 600_000 }: ServiceWaitOptions,
  { journal, clock, closed }: ServiceTools<Tx>,
): Promise<Operation | undefined> {
  const endsAtMs = clock.monotonic() + deadlineMs
  const stopped = signal ? AbortSignal.any([signal, closed]) : closed
  for (;;) {
    const written = nextWrite(journal, operationId)
    try {
      const operation = await journal.get(operationId)
      if (operation === undefined || operation.state === 'settled' || operation.state === 'parked') return operation
      const facts = { phase: 'watch', outcome: 'accepted', taskId: operation.taskId, retryable: true } as const
      if (stopped.aborted) throw new AbortedError({ ...facts, cause: stopped.reason })
      const leftMs = endsAtMs - clock.monotonic()
      if (leftMs <= 0) throw new DeadlineError(deadlineMs, facts)
      await written.orAfter(Math.min(lookAgainMs, leftMs), clock, stopped)
    } finally {
      written.forget()
    }
  }
}
