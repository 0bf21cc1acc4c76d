import type { BatchScope, Prices } from '@nano-banana/node'
import { jsonlRows, resolutions } from '@nano-banana/node'
import { InvalidArgumentError } from 'commander'

/** The flags of `batch`. */
export interface BatchFlags {
  readonly out: string
  readonly concurrency?: number
  readonly limit?: number
  readonly maxTasks?: number
  readonly price?: Prices
  readonly retryFailed?: boolean
  readonly sameAccount?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly emulator?: boolean
}

/** What the flags say of the batch. */
export const scopeOf = (file: string, { out, limit, maxTasks, price, retryFailed }: BatchFlags): BatchScope => ({
  rows: jsonlRows(file),
  outDir: out,
  ...{ limit, maxTasks, prices: price, retryFailed },
})

/** Adds one price to those before it: `1K=0.05`. Throws commander's error for anything else. */
export function addPrice(text: string, prices: Prices = {}): Prices {
  const [, name, amount] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(text) ?? []
  const resolution = resolutions.find((known) => known === name)
  if (resolution === undefined)
    throw new InvalidArgumentError(`It must be a resolution and what a picture of it costs, such as 1K=0.05.`)
  return { ...prices, [resolution]: Number(amount) }
}
