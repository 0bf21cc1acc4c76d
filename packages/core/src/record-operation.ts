import type { SlotRecord, StoredOperation } from './operation-store.ts'
import type { TaskEvent } from './task-state/state.ts'

/** What is recorded, and where. */
export interface RecordOptions {
  readonly record: SlotRecord
  readonly now: () => number
  /** The record that this run takes up. */
  readonly resumed: StoredOperation | undefined
  /** Whether the slot is still this run's: a run that was left behind must not touch its successor's record. */
  readonly isLatest: () => boolean
}

/** Hears the facts of a run, and keeps what a reload would need of them: a run rests until each fact is heard. */
export function recordOperation({ record, now, resumed, isLatest }: RecordOptions): (event: TaskEvent) => void {
  let operation = resumed
  let wasThere = resumed !== undefined
  const keep = (next: StoredOperation): void => {
    operation = next
    if (isLatest()) record.save(next)
  }
  // Only what this run stands for is its to forget.
  const forget = (): void => {
    if (operation && isLatest()) record.remove()
  }
  return (event) => {
    // Nothing leaves before it is kept.
    if (event.type === 'prepared' && event.idempotencyKey !== undefined && !operation) {
      const { idempotencyKey, input, delivery } = event
      const known = record.load()
      wasThere = known?.idempotencyKey === idempotencyKey
      keep(wasThere && known ? known : { idempotencyKey, input, delivery, startedAtMs: now() })
    }
    if (event.type === 'accepted' && operation) keep({ ...operation, taskId: event.taskId })
    if (event.type === 'observed' && event.task.status === 'fail') forget()
    // A record that was there before may stand for a paid task, whatever this run was told.
    if (!wasThere && 'error' in event && isUnsent(event.error.outcome)) forget()
  }
}

const isUnsent = (outcome: string): boolean => outcome === 'not_sent' || outcome === 'rejected'
