import { createReadStream } from 'node:fs'
import { InvalidInputError } from '@nano-banana/core'
import { errorCode } from '../../download/file-error.ts'
import type { NumberedRow, RowSource } from './numbered-row.ts'
import { type Line, splitLines } from './split-lines.ts'

const mostBytes = 1024 * 1024

/**
 * The rows of a JSONL file, read as a stream: an object a line, and empty lines between them. A line that is no JSON is
 * told with its number. Reading rejects with `InvalidInputError` when the file cannot be read.
 */
export const jsonlRows = (path: string): RowSource => ({ numbered: () => readRows(path) })

async function* readRows(path: string): AsyncGenerator<NumberedRow, void> {
  try {
    for await (const line of splitLines(createReadStream(path), mostBytes)) {
      const row = rowIn(line)
      if (row) yield row
    }
  } catch (cause) {
    const message = `cannot be read from ${path} (${errorCode(cause)}): name a file with a JSON object on each line`
    throw new InvalidInputError([{ field: 'rows', message }], { cause })
  }
}

function rowIn({ line, bytes }: Line): NumberedRow | undefined {
  if (bytes === undefined) return { line, problem: 'is longer than 1 MiB' }
  const text = textIn(bytes)
  if (text === undefined) return { line, problem: 'is not UTF-8' }
  if (text.trim() === '') return undefined
  try {
    return { line, value: JSON.parse(text) }
  } catch {
    return { line, problem: 'is no JSON: each line must be one object such as {"prompt": "a red fox"}' }
  }
}

function textIn(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
