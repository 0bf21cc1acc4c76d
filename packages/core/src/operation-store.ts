import { quietly } from './quietly.ts'
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

/** The record of one slot. */
export interface SlotRecord {
  readonly load: () => StoredOperation | undefined
  readonly save: (operation: StoredOperation) => void
  readonly remove: () => void
}

/** One slot of a store, whose failures are reported and stop nothing. */
export const slotRecord = (store: OperationStore, slot: string, reportError: (error: unknown) => void): SlotRecord => ({
  load: () => quietly(() => store.load(slot), reportError),
  save: (operation) => quietly(() => store.save(slot, operation), reportError),
  remove: () => quietly(() => store.remove(slot), reportError),
})
