import type { CreateTaskRequest } from './schema/create-task-request.ts'
import type { GenerateInput } from './schema/generate-input.ts'

/** What a slot asked for: enough to ask again for the very same, or to find the task. */
export interface StoredOperation {
  readonly idempotencyKey: string
  readonly input: GenerateInput
  readonly delivery: Pick<CreateTaskRequest, 'callback' | 'route' | 'storage'>
  /** Unix milliseconds; a key is safe to use again for 23 hours. */
  readonly startedAtMs: number
  /** Once the task exists. */
  readonly taskId?: string
}

/** Where the operation of a slot survives a reload. Written before the request leaves; a store that fails costs only that. */
export interface OperationStore {
  readonly load: (slot: string) => StoredOperation | undefined
  readonly save: (slot: string, operation: StoredOperation) => void
  readonly remove: (slot: string) => void
}

/** The same store, whose failures are reported and stop nothing. */
export function guardStore(store: OperationStore, reportError: (error: unknown) => void): OperationStore {
  const guard = <T>(work: () => T): T | undefined => {
    try {
      return work()
    } catch (error) {
      reportError(error)
      return undefined
    }
  }
  return {
    load: (slot) => guard(() => store.load(slot)),
    save: (slot, operation) => guard(() => store.save(slot, operation)),
    remove: (slot) => guard(() => store.remove(slot)),
  }
}
