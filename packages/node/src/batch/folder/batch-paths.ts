import { join } from 'node:path'

/** Where a batch keeps what. All absolute. */
export interface BatchPaths {
  /** Holds the pictures and the results. */
  readonly outDir: string
  readonly results: string
  /** Holds what the batch itself has to know. */
  readonly own: string
  readonly identity: string
  readonly journal: string
  readonly receipts: string
  readonly lock: string
}

/** The paths of the batch in a folder. */
export function batchPaths(outDir: string): BatchPaths {
  const own = join(outDir, '.nano-banana')
  return {
    outDir,
    results: join(outDir, 'results.jsonl'),
    own,
    identity: join(own, 'batch.json'),
    journal: join(own, 'journal.sqlite'),
    receipts: join(own, 'files.jsonl'),
    lock: join(own, 'lock'),
  }
}
