import type { GenerationService } from '@nano-banana/node'
import type { Allowance } from '../../src/spending/allowance.ts'

/** How many pictures a visitor may still make before they are asked whether they mean it. */
export interface SpendingCap {
  readonly get: (visitor: string) => Promise<Allowance>
  /** Lets a visitor make so many more, from now on. */
  readonly allow: (visitor: string, more: number) => Promise<Allowance>
  /** How many a visitor may have made in a day, those of today among them. */
  readonly limitOf: (visitor: string) => number
}

const dayMs = 24 * 3_600_000
const mostCounted = 10_000
/** Nobody confirms a hundred pictures by mistake. */
const mostAtOnce = 100

/** A cap of nothing at all, until somebody raises it; a restart forgets what was confirmed, not what was made. */
export function spendingCap({ list }: Pick<GenerationService, 'list'>): SpendingCap {
  const limits = new Map<string, number>()

  async function madeToday(owner: string): Promise<number> {
    const operations = await list({ owner, limit: mostCounted })
    return operations.filter(
      ({ createdAtMs, parked }) => createdAtMs > Date.now() - dayMs && parked?.reason !== 'refused',
    ).length
  }

  async function get(visitor: string): Promise<Allowance> {
    const made = await madeToday(visitor)
    return { made, left: Math.max(0, (limits.get(visitor) ?? 0) - made) }
  }

  return {
    get,
    async allow(visitor, more) {
      if (!(Number.isInteger(more) && more >= 0 && more <= mostAtOnce))
        throw new RangeError(`pictures must be a whole number up to ${mostAtOnce}`)
      limits.set(visitor, (await madeToday(visitor)) + more)
      return get(visitor)
    },
    limitOf: (visitor) => limits.get(visitor) ?? 0,
  }
}
