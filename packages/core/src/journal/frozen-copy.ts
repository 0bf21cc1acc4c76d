import { JournalError } from './journal-error.ts'
import { type Operation, operationStates } from './operation.ts'

/**
 * Copies operations so that nobody can change what is kept, and keeps what a disk would keep. Throws `JournalError`,
 * `corrupt`, for what could not be read back. It costs a tenth of writing a record and reading it again.
 */
export function createFrozenCopy(): (operation: Operation) => Operation {
  // An operation is written several times, and most of what is in it stays: what was copied once is not copied again.
  const copied = new WeakSet<object>()

  function copyOf<T>(value: T): T {
    if (typeof value !== 'object' || value === null) return plain(value)
    if (copied.has(value)) return value
    const copy: T = freeze(plain(value))
    if (typeof copy === 'object' && copy !== null) copied.add(copy)
    return copy
  }

  return (operation) => {
    try {
      const { dueAtMs, task, metadata, parked } = operation
      const copies = { dueAtMs: plain(dueAtMs), task: copyOf(task), metadata: copyOf(metadata), parked: copyOf(parked) }
      const kept = { ...operation, ...copies }
      assertReadable(kept)
      return Object.freeze(kept)
    } catch (cause) {
      const message = `Operation ${operation.operationId} cannot be written: it must be plain JSON`
      throw new JournalError('corrupt', message, { cause })
    }
  }
}

/** What JSON makes of a value. */
function plain<T>(value: T): T {
  if (value === undefined || typeof value === 'string' || typeof value === 'boolean') return value
  return JSON.parse(JSON.stringify(value) ?? 'null')
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

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}
