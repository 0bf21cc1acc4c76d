import { InvalidInputError } from '@nano-banana/core'

const mostBytes = 16 * 1024

/** Checks the name of an operation. Throws `InvalidInputError`. */
export function parseOperationId(operationId: unknown): string {
  // Text that any journal keeps as it is, and any log can show.
  if (typeof operationId === 'string' && /^[^\p{C}\p{Z}](?:[^\p{C}]{0,253}[^\p{C}\p{Z}])?$/u.test(operationId))
    return operationId
  throw refuse('operationId', 'must be a text of 1 to 255 characters, without control characters or space around it')
}

/** Checks what goes with an operation; what comes back is a plain copy. Throws `InvalidInputError`. */
export function parseMetadata(metadata: unknown): unknown {
  if (metadata === undefined) return undefined
  const text = jsonOf(metadata)
  if (text === undefined) throw refuse('metadata', 'must be plain JSON')
  if (Buffer.byteLength(text) > mostBytes)
    throw refuse('metadata', 'must be at most 16 KiB of JSON: keep a name, and the rest elsewhere')
  return JSON.parse(text)
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])
