import {
  createTaskRequestSchema,
  type InputIssue,
  InvalidInputError,
  model,
  type ParsedTaskRequest,
} from '@nano-banana/core'
import { parseMetadata } from '../../service/parse-submit.ts'
import { rowFields } from './batch-row.ts'
import type { NumberedRow } from './numbered-row.ts'

/** Why a row cannot be sent. Nothing of it was. */
export interface RowProblem {
  /** Of the file; of other rows, their number. */
  readonly line: number
  /** Its own id, where that is one. */
  readonly id: string | undefined
  readonly issues: readonly InputIssue[]
}

/** A row whose fields all make sense. */
export interface SoundRow {
  readonly line: number
  readonly id: string | undefined
  readonly request: ParsedTaskRequest
  readonly metadata: unknown
}

/** Leaves room for what goes along with it. */
const mostMetadataBytes = 15 * 1024

/** Checks one row by itself. Tells all that is wrong with it, each with its field. */
export function checkRow(row: NumberedRow): SoundRow | RowProblem {
  const { line } = row
  if ('problem' in row) return refuse(line, undefined, [{ field: 'row', message: row.problem }])
  if (typeof row.value !== 'object' || row.value === null || Array.isArray(row.value))
    return refuse(line, undefined, [{ field: 'row', message: 'must be an object such as {"prompt": "a red fox"}' }])
  const { id, metadata, route, storage, ...input } = Object.fromEntries(known(row.value))
  const request = createTaskRequestSchema.safeParse({ model, input, route, storage })
  const issues = [
    ...strangersIn(row.value),
    ...(id === undefined || isId(id) ? [] : [{ field: 'id', message: idRule }]),
    ...(request.error?.issues ?? []).map(({ path, message }) => ({ field: fieldAt(path), message })),
    ...metadataIssues(metadata),
  ]
  const ownId = isId(id) ? id : undefined
  if (issues.length > 0 || !request.success) return refuse(line, ownId, issues)
  return { line, id: ownId, request: request.data, metadata: parseMetadata(metadata) }
}

const idRule =
  'must be a text of 1 to 200 characters, without control characters or space around it; a number belongs in quotes'

const isId = (id: unknown): id is string =>
  typeof id === 'string' && /^[^\p{C}\p{Z}](?:[^\p{C}]{0,198}[^\p{C}\p{Z}])?$/u.test(id)

const refuse = (line: number, id: string | undefined, issues: readonly InputIssue[]): RowProblem => ({
  line,
  id,
  issues,
})

const known = (value: object): readonly [string, unknown][] =>
  rowFields.flatMap((field) => {
    const entry = Object.entries(value).find(([name]) => name === field)
    return entry ? [entry] : []
  })

function strangersIn(value: object): readonly InputIssue[] {
  const names: readonly string[] = rowFields
  return Object.keys(value)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const meant = names.find((field) => bare(field) === bare(name))
      const hint = meant ? `: did you mean ${meant}?` : `, which has ${names.join(', ')}`
      return { field: name, message: `is not a field of a row${hint}` }
    })
}

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '')

// A row has the fields of the input beside those of the request.
const fieldAt = ([first, ...rest]: readonly PropertyKey[]): string =>
  (first === 'input' ? rest : [first, ...rest]).map(String).join('.') || 'row'

function metadataIssues(metadata: unknown): readonly InputIssue[] {
  try {
    const size = Buffer.byteLength(JSON.stringify(parseMetadata(metadata)) ?? '')
    return size > mostMetadataBytes ? [{ field: 'metadata', message: 'must be at most 15 KiB of JSON' }] : []
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues
    throw error
  }
}
