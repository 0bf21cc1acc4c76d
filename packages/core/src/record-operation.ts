import { type AnyNanoBananaError, isNanoBananaError } from './errors/family.ts'
import type { OperationStore, StoredOperation } from './operation-store.ts'
import type { TaskEvent } from './task-state/state.ts'

/** What is recorded, and where. */
export interface RecordOptions {
  readonly slot: string
  readonly store: OperationStore
  readonly now: () => number
  /** Whether the record was there before: then to stop waiting is no reason to forget it. */
  readonly isResumed: boolean
}

/** Passes the facts of a run on, and keeps what a reload would need of them. */
export async function* recordOperation(
  events: AsyncIterable<TaskEvent>,
  { slot, store, now, isResumed }: RecordOptions,
): AsyncGenerator<TaskEvent, void> {
  let operation: StoredOperation | undefined
  const keep = (next: StoredOperation): void => {
    operation = next
    store.save(slot, next)
  }
  try {
    for await (const event of events) {
      // The run rests until this fact is passed on, so that nothing leaves before it is kept.
      if (event.type === 'prepared' && event.idempotencyKey !== undefined)
        keep({ idempotencyKey: event.idempotencyKey, input: event.input, startedAtMs: now() })
      if (event.type === 'accepted' && operation) keep({ ...operation, taskId: event.taskId })
      if (event.type === 'observed' && event.task.status === 'fail') store.remove(slot)
      yield event
    }
  } catch (error) {
    if (isNanoBananaError(error) && isOver(error) && !(isResumed && error.code === 'aborted')) store.remove(slot)
    throw error
  }
}

// What certainly made no task, or is not there any more, is not worth coming back to.
const isOver = (error: AnyNanoBananaError): boolean =>
  error.outcome === 'not_sent' || error.outcome === 'rejected' || (error.code === 'api' && error.status === 404)
