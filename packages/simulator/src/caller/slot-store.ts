import type { OperationStore, StoredOperation } from '@nano-banana/core'

/** A browser's storage: it outlives the pages that write to it. */
export function createSlotStore(): OperationStore {
  const texts = new Map<string, string>()
  return {
    load(slot) {
      const text = texts.get(slot)
      return text === undefined ? undefined : (JSON.parse(text) satisfies StoredOperation)
    },
    save: (slot, operation) => void texts.set(slot, JSON.stringify(operation)),
    remove: (slot) => void texts.delete(slot),
  }
}
