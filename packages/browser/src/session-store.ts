import type { OperationStore, StoredOperation } from '@nano-banana/core'
import { quietly } from './quietly.ts'

const prefix = 'nano-banana:1:'

/**
 * Keeps what the slots of this tab asked for, over reloads; in memory where the browser has no storage, or no room. The
 * first time, `warn` gets the reason: a reload would not find the task then.
 */
export function sessionStore(scope = '', warn: (reason: unknown) => void = () => undefined): OperationStore {
  const keyOf = (slot: string): string => `${prefix}${scope}:${slot}`
  const memory = new Map<string, string>()
  let hasWarned = false

  function keep(slot: string, text: string): void {
    try {
      sessionStorage.setItem(keyOf(slot), text)
    } catch (reason) {
      if (!hasWarned) warn(reason)
      hasWarned = true
    }
  }

  // Private windows, full storage and servers all throw here.
  return {
    load: (slot) => parse(memory.get(slot) ?? quietly(() => sessionStorage.getItem(keyOf(slot))) ?? undefined),
    save(slot, operation) {
      const text = JSON.stringify(operation)
      memory.set(slot, text)
      // Without room, what stood there before would be taken for this one after a reload.
      quietly(() => sessionStorage.removeItem(keyOf(slot)))
      keep(slot, text)
    },
    remove(slot) {
      memory.delete(slot)
      quietly(() => sessionStorage.removeItem(keyOf(slot)))
    },
  }
}

function parse(text: string | undefined): StoredOperation | undefined {
  const value: unknown = text === undefined ? undefined : quietly(() => JSON.parse(text))
  return isOperation(value) ? value : undefined
}

// Anyone may write to a tab's storage: what does not fit counts as nothing.
const isOperation = (value: unknown): value is StoredOperation =>
  typeof value === 'object' &&
  value !== null &&
  'idempotencyKey' in value &&
  typeof value.idempotencyKey === 'string' &&
  'startedAtMs' in value &&
  typeof value.startedAtMs === 'number' &&
  'input' in value &&
  typeof value.input === 'object' &&
  value.input !== null &&
  'delivery' in value &&
  typeof value.delivery === 'object' &&
  value.delivery !== null &&
  (!('taskId' in value) || typeof value.taskId === 'string')
