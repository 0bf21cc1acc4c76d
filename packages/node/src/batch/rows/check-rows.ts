import type { ParsedTaskRequest } from '@nano-banana/core'
import { checkRow, type RowProblem, type SoundRow } from './check-row.ts'
import { fileStem } from './file-stem.ts'
import { type BatchRows, numberedRows } from './numbered-row.ts'
import { createRowNames } from './row-id.ts'
import { wishOf } from './wish.ts'

/** A row that can be sent. */
export interface CheckedRow extends Omit<SoundRow, 'id'> {
  readonly id: string
  readonly request: ParsedTaskRequest
  /** A hash of what is asked for. */
  readonly wish: string
  /** What its files are called. */
  readonly stem: string
}

/** All rows, sound or not, in their order. */
export type RowList = readonly (CheckedRow | RowProblem)[]

/** Tells rows that cannot be sent from those that can. */
export const isRowProblem = (row: CheckedRow | RowProblem | SoundRow): row is RowProblem => 'issues' in row

/** Which rows to look at. */
export interface CheckRowsOptions {
  /** Only so many, from the first on. @default all */
  readonly limit?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** Reads and checks all rows before anything is sent. Rejects only when they cannot be read. */
export async function checkRows(
  rows: BatchRows,
  { limit = Number.POSITIVE_INFINITY, signal }: CheckRowsOptions = {},
): Promise<RowList> {
  const names = createRowNames()
  const stems = new Map<string, string>()
  const list: (CheckedRow | RowProblem)[] = []

  function name({ id: ownId, ...row }: SoundRow): CheckedRow | RowProblem {
    const { line, request } = row
    const wish = wishOf(request)
    if (ownId !== undefined && !names.take(ownId)) return taken(line, ownId, 'is the id of an earlier row')
    const id = ownId ?? names.make(request.input.prompt, wish)
    const stem = fileStem(id)
    const other = stems.get(stem)
    if (other !== undefined) return taken(line, id, `gives its files the names of ${JSON.stringify(other)}`)
    stems.set(stem, id)
    return { ...row, id, wish, stem }
  }

  if (limit === 0) return list
  for await (const row of numberedRows(rows)) {
    const checked = checkRow(row)
    list.push(isRowProblem(checked) ? checked : name(checked))
    if (list.length >= limit || signal?.aborted) break
  }
  return list
}

const taken = (line: number, id: string, message: string): RowProblem => ({
  line,
  id,
  issues: [{ field: 'id', message: `${message}: give it another one` }],
})
