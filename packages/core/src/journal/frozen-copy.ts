import { JournalError } from './journal-error.ts'
import { jsonCopy } from './json-copy.ts'
import { type Operation, operationStates } from './operation.ts'

/**
 * Copies an operation so that nobody can change what is kept, and keeps what a disk would keep. What it shares with
 * `before`, an earlier copy, is not copied again. Throws `JournalError`, `corrupt`, for what could not be read back.
 * It costs a tenth of writing a record and reading it again.
 */
export function frozenCopy(operation: Operation, before?: Operation): Operation {
  try {
    const { dueAtMs, task, metadata, parked } = operation
    const kept = {
      ...operation,
      dueAtMs: jsonCopy(dueAtMs),
      task: task === before?.task ? task : jsonCopy(task),
      metadata: metadata === before?.metadata ? metadata : jsonCopy(metadata),
      parked: parked === before?.parked ? parked : jsonCopy(parked),
    }
    assertReadable(kept)
    return Object.freeze(kept)
  } catch (cause) {
    const message = `Operation ${operation.operationId} cannot be written: it must be plain JSON`
    throw new JournalError('corrupt', message, { cause })
  }
}

// The same as the schema of records, which would read all of it.
function assertReadable(operation: Operation): void {
  const { state, revision, failures, createdAtMs, dueAtMs, operationId, token, idempotencyKey, body } = operation
  const isReadable =
    operationStates.includes(state) &&
    Number.isInteger(revision) &&
    Number.isInteger(failures) &&
    Number.isFinite(createdAtMs) &&
    (dueAtMs === null || Number.isFinite(dueAtMs)) &&
    [operationId, token, idempotencyKey, body].every((text) => typeof text === 'string')
  if (!isReadable) throw new TypeError('A field that every record has is missing or of another type')
}
