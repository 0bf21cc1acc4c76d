import { isNanoBananaError } from './errors/family.ts'
import type { OperationStore, StoredOperation } from './operation-store.ts'
import type { TaskEvent } from './task-state/state.ts'

/** What is recorded, and where. */
export interface RecordOptions {
  readonly slot: string
  readonly store: OperationStore
  readonly now: () => number
  /** The record that this run takes up. */
  readonly resumed: StoredOperation | undefined
  /** Whether the slot is still this run's: a run that was left behind must not touch its successor's record. */
  readonly isLatest: () => boolean
}

/** Passes the facts of a run on, and keeps what a reload would need of them. */
export async function* recordOperation(
  events: AsyncIterable<TaskEvent>,
  { slot, store, now, resumed, isLatest }: RecordOptions,
): AsyncGenerator<TaskEvent, void> {
  let operation = resumed
  let wasThere = resumed !== undefined
  const keep = (next: StoredOperation): void => {
    operation = next
    if (isLatest()) store.save(slot, next)
  }
  // Only what this run stands for is its to forget.
  const forget = (): void => {
    if (operation && isLatest()) store.remove(slot)
  }
  try {
    for await (const event of events) {
      // The run rests until this fact is passed on, so that nothing leaves before it is kept.
      if (event.type === 'prepared' && event.idempotencyKey !== undefined && !operation) {
        const { idempotencyKey, input, delivery } = event
        const known = store.load(slot)
        wasThere = known?.idempotencyKey === idempotencyKey
        keep(wasThere && known ? known : { idempotencyKey, input, delivery, startedAtMs: now() })
      }
      if (event.type === 'accepted' && operation) keep({ ...operation, taskId: event.taskId })
      if (event.type === 'observed' && event.task.status === 'fail') forget()
      yield event
    }
  } catch (error) {
    // A record that was there before may stand for a paid task, whatever this run was told.
    if (!wasThere && isNanoBananaError(error) && isUnsent(error.outcome)) forget()
    throw error
  }
}

const isUnsent = (outcome: string): boolean => outcome === 'not_sent' || outcome === 'rejected'
