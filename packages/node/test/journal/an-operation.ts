import type { Operation } from '@nano-banana/core'

let count = 0

/** An operation that was just written down, with a name of its own unless told otherwise. */
export function anOperation(facts: Partial<Operation> = {}): Operation {
  count += 1
  const operationId = facts.operationId ?? `operation-${count}`
  return {
    operationId,
    state: 'intended',
    revision: 1,
    dueAtMs: 2_000,
    createdAtMs: 1_000,
    token: `token-${operationId}`,
    idempotencyKey: `key-${operationId}`,
    keyUsedAtMs: 1_000,
    body: '{"prompt":"a cat"}',
    failures: 0,
    ...facts,
  }
}

/** The revision after one that is stored. */
export const after = (stored: Operation, facts: Partial<Operation> = {}): Operation => ({
  ...stored,
  revision: stored.revision + 1,
  ...facts,
})
