import { msOf, recordOf, textOf } from './lenient.ts'
import { answerSchemaOf } from './schema-of.ts'

/** A file the task made. */
export interface TaskOutput {
  /** Downloadable without the API key, until it expires. Treat it as a secret. */
  readonly url: string
  /** `image`, and whatever the service adds. */
  readonly type: string
  /** Unix milliseconds; about seven days after the task ended. */
  readonly expiresAtMs?: number
}

/** Why a task ended in `fail`. */
export interface TaskFailure {
  readonly code: string
  readonly message: string
}

/** What the service said of a task at one moment. @see contract: Answers */
export interface TaskSnapshot {
  readonly taskId: string
  /** May read `Name@route` when the task was routed. */
  readonly model: string
  /** `queued`, `handling`, `archiving`, `success`, `fail`, or a word the service added later. */
  readonly status: string
  /** Unix milliseconds; 0 when the service did not say. */
  readonly createdAtMs: number
  /** Unix milliseconds; absent while the task runs. */
  readonly completedAtMs?: number
  /** Empty unless the status is `success`. */
  readonly outputs: readonly TaskOutput[]
  /** Present exactly when the status is `fail`. */
  readonly failure?: TaskFailure
  readonly route?: string
  readonly storage?: string
}

/**
 * Reads the service's words for a task; nothing when they are none. Only id and status are indispensable: anything else
 * may be missing, malformed or new.
 */
export function readTask(value: unknown): TaskSnapshot | undefined {
  const { taskId, status, ...wire } = recordOf(value)
  if (typeof taskId !== 'string' || taskId === '' || typeof status !== 'string') return undefined
  const completedAtMs = msOf(wire['completed'])
  const route = textOf(wire['route'])
  const storage = textOf(wire['storage'])
  return {
    taskId,
    model: textOf(wire['model']) ?? '',
    status,
    createdAtMs: msOf(wire['created']) ?? 0,
    ...(completedAtMs && { completedAtMs }),
    outputs: status === 'success' && Array.isArray(wire['output']) ? wire['output'].flatMap(toOutputs) : [],
    ...(status === 'fail' && { failure: toFailure(recordOf(wire['error'])) }),
    ...(route && { route }),
    ...(storage && { storage }),
  }
}

/** `readTask` as a schema. */
export const taskSchema = /* @__PURE__ */ answerSchemaOf(readTask)

function toFailure({ code, message }: Readonly<Record<string, unknown>>): TaskFailure {
  return {
    code: typeof code === 'number' ? String(code) : (textOf(code) ?? 'UNKNOWN'),
    message: textOf(message) ?? 'the service gave no reason',
  }
}

// A malformed output must not hide the good ones beside it.
function toOutputs(value: unknown): readonly TaskOutput[] {
  const { url, type, expireAt } = recordOf(value)
  if (typeof url !== 'string' || url === '') return []
  const expiresAtMs = msOf(expireAt)
  return [{ url, type: textOf(type) ?? 'image', ...(expiresAtMs && { expiresAtMs }) }]
}
