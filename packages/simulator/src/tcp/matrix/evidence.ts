import type { LedgerEntry } from '@nano-banana/emulator'
import type { Exchange } from '../proxy/exchange.ts'
import type { Cell } from './cell.ts'
import type { Report } from './report.ts'

/** Everything that was seen of a cell, after everything has come to rest. */
export interface Evidence {
  readonly cell: Cell
  readonly hasStruck: boolean
  /** What the proxy saw. */
  readonly exchanges: readonly Exchange[]
  /** What the service billed to the cell's account. */
  readonly billed: readonly LedgerEntry[]
  /** What the client said; nothing when its call did not settle. */
  readonly report: Report | undefined
  /** How often the client asked again after that. */
  readonly lateFetches: number
}
