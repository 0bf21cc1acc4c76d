import * as z from 'zod/mini'

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

const text = (fallback: string) => z.catch(z.string(), fallback)
const seconds = z.catch(z.number(), 0)

const wireOutput = z.object({ url: z.string().check(z.minLength(1)), type: text('image'), expireAt: seconds })

// Only the id and the status are indispensable: anything else may be missing, and unknown fields pass.
const wireTask = z.object({
  taskId: z.string().check(z.minLength(1)),
  status: z.string(),
  model: text(''),
  created: seconds,
  completed: seconds,
  output: z.catch(z.array(z.unknown()), []),
  error: z.catch(z.object({ code: z.unknown(), message: text('') }), { code: '', message: '' }),
  route: text(''),
  storage: text(''),
})

/** Reads the service's words for a task into a `TaskSnapshot`; lenient with all that a later service may add or omit. */
export const taskSchema = z.pipe(wireTask, z.transform(toSnapshot))

function toSnapshot(wire: z.output<typeof wireTask>): TaskSnapshot {
  return {
    taskId: wire.taskId,
    model: wire.model,
    status: wire.status,
    createdAtMs: wire.created * 1000,
    ...(wire.completed > 0 && { completedAtMs: wire.completed * 1000 }),
    outputs: wire.status === 'success' ? wire.output.flatMap(toOutputs) : [],
    ...(wire.status === 'fail' && {
      failure: {
        code: String(wire.error.code || 'UNKNOWN'),
        message: wire.error.message || 'the service gave no reason',
      },
    }),
    ...(wire.route && { route: wire.route }),
    ...(wire.storage && { storage: wire.storage }),
  }
}

// A malformed output must not hide the good ones beside it.
function toOutputs(value: unknown): readonly TaskOutput[] {
  const output = wireOutput.safeParse(value)
  if (!output.success) return []
  const { url, type, expireAt } = output.data
  return [{ url, type, ...(expireAt > 0 && { expiresAtMs: expireAt * 1000 }) }]
}
