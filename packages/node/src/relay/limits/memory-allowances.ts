import type { Clock } from '@nano-banana/core'
import { type Charge, excessOf, isLimited, stillCounting, windowMs } from './allowance.ts'
import type { Allowances } from './allowances.ts'

interface Account {
  readonly charges: readonly Charge[]
  /** When nothing of it counts any more. */
  readonly emptyAtMs: number
}

/** Counts in this process alone, and forgets with it. */
export function memoryAllowances({ now }: Pick<Clock, 'now'>): Allowances {
  const accounts = new Map<string, Account>()
  let cleanedAtMs = 0

  // Who has come once and never again must not be kept for ever.
  function clean(nowMs: number): void {
    if (nowMs < cleanedAtMs + 60_000) return
    cleanedAtMs = nowMs
    for (const [userId, { emptyAtMs }] of accounts) if (emptyAtMs <= nowMs) accounts.delete(userId)
  }

  return {
    async take(userId, { id, price }, limits) {
      if (!isLimited(limits)) return undefined
      const nowMs = now()
      clean(nowMs)
      const charges = stillCounting(accounts.get(userId)?.charges ?? [], limits, nowMs)
      if (charges.some((charge) => charge.id === id)) return undefined
      const charge = { id, atMs: nowMs, price }
      const excess = excessOf(charges, charge, limits)
      if (!excess) accounts.set(userId, { charges: [...charges, charge], emptyAtMs: nowMs + windowMs(limits) })
      return excess
    },
    async giveBack(userId, chargeId) {
      const account = accounts.get(userId)
      if (account === undefined) return
      accounts.set(userId, { ...account, charges: account.charges.filter(({ id }) => id !== chargeId) })
    },
  }
}
