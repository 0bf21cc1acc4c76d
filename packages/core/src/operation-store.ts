import type { GenerateInput } from './schema/generate-input.ts'

/** What a slot asked for: enough to ask again under the same key, or to find the task. */
export interface StoredOperation {
  readonly idempotencyKey: string
  readonly input: GenerateInput
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
