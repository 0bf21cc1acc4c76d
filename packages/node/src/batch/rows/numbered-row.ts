import type { BatchRow } from './batch-row.ts'

/** What stands where a row should be: any value, or why there is none. Counted from 1. */
export type NumberedRow =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly problem: string }

/** Rows that know their lines, such as those of a file. */
export interface RowSource {
  /** Reads them, from the first one on. */
  readonly numbered: () => AsyncIterable<NumberedRow>
}

/** The rows of a batch, in their order; a file's are given by `jsonlRows`. */
export type BatchRows = Iterable<BatchRow> | AsyncIterable<BatchRow> | RowSource

/** Reads rows of any kind, with their numbers. */
export async function* numberedRows(rows: BatchRows): AsyncGenerator<NumberedRow, void> {
  if ('numbered' in rows) {
    yield* rows.numbered()
    return
  }
  let line = 0
  for await (const value of rows) {
    line += 1
    yield { line, value }
  }
}
