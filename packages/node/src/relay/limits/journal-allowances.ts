import type { Clock, Journal, Operation } from '@nano-banana/core'
import { sha256 } from '../sha-256.ts'
import { type Charge, excessOf, isLimited, stillCounting, windowMs } from './allowance.ts'
import type { Allowances } from './allowances.ts'

const prefix = 'relay-allowance-'

/** Whether an operation is no wish, but what a user has had of the limits. */
export const isAllowance = (operationId: string): boolean => operationId.startsWith(prefix)

/**
 * Counts in a journal, for all processes that share it: one record for each user, which is replaced only by whoever has
 * read its last revision. It is settled from the beginning, so that no sweep looks at it, and forgotten when nothing
 * of it counts any more.
 */
export function journalAllowances(
  journal: Pick<Journal, 'get' | 'insert' | 'replace'>,
  { now }: Pick<Clock, 'now'>,
): Allowances {
  // JSON keeps apart what an encoder would fold into one: halves of surrogate pairs.
  const idOf = async (userId: string): Promise<string> => prefix + (await sha256(JSON.stringify(userId)))

  async function write(operationId: string, stored: Operation | undefined, change: Change): Promise<boolean> {
    const { charges, forgetAtMs } = change
    const nowMs = now()
    const next: Operation = {
      ...{ operationId, token: operationId, state: 'settled', idempotencyKey: '', body: '', failures: 0 },
      ...{ submission: crypto.randomUUID(), createdAtMs: nowMs },
      ...stored,
      ...{ revision: (stored?.revision ?? 0) + 1, metadata: { charges }, dueAtMs: forgetAtMs },
    }
    if (stored) return journal.replace(next)
    return (await journal.insert(next)).submission === next.submission
  }

  return {
    async take(userId, { id, price }, limits) {
      if (!isLimited(limits)) return undefined
      const operationId = await idOf(userId)
      for (;;) {
        const stored = await journal.get(operationId)
        const nowMs = now()
        const charges = stillCounting(chargesIn(stored), limits, nowMs)
        if (charges.some((charge) => charge.id === id)) return undefined
        const charge = { id, atMs: nowMs, price }
        const excess = excessOf(charges, charge, limits)
        if (excess) return excess
        const change = { charges: [...charges, charge], forgetAtMs: nowMs + windowMs(limits) }
        if (await write(operationId, stored, change)) return undefined
      }
    },
    async giveBack(userId, chargeId) {
      const operationId = await idOf(userId)
      for (;;) {
        const stored = await journal.get(operationId)
        const charges = chargesIn(stored)
        if (stored === undefined || !charges.some(({ id }) => id === chargeId)) return
        const left = charges.filter(({ id }) => id !== chargeId)
        if (await write(operationId, stored, { charges: left, forgetAtMs: stored.dueAtMs })) return
      }
    },
  }
}

interface Change {
  readonly charges: readonly Charge[]
  readonly forgetAtMs: number | null
}

function chargesIn(stored: Operation | undefined): readonly Charge[] {
  const { metadata } = stored ?? {}
  const charges = typeof metadata === 'object' && metadata !== null && 'charges' in metadata ? metadata.charges : []
  return Array.isArray(charges) ? charges.filter(isCharge) : []
}

const isCharge = (value: unknown): value is Charge =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'atMs' in value &&
  typeof value.atMs === 'number' &&
  'price' in value &&
  typeof value.price === 'number'
