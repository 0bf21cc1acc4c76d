import type { Clock } from '@nano-banana/core'
import { writeWhole } from '../folder/write-whole.ts'
import type { RowResult } from './row-result.ts'

const linesAtOnce = 500

/** Writes a line for each row, all of them or none. */
export function writeResults(path: string, results: readonly RowResult[], clock: Clock): Promise<void> {
  return writeWhole(path, linesOf(results), { mode: 0o644, clock })
}

function* linesOf(results: readonly RowResult[]): Generator<string, void> {
  for (let from = 0; from < results.length; from += linesAtOnce)
    yield results
      .slice(from, from + linesAtOnce)
      .map((result) => `${JSON.stringify(result)}\n`)
      .join('')
}
