import { type InputIssue, InvalidInputError } from '../errors/family.ts'
import { messageOf } from '../errors/message-of.ts'
import type { Reader, Tell } from './reader.ts'

/** Checks what a caller passed; what comes back is a fresh, plain value. Throws `InvalidInputError` with every problem. */
export function parse<T>(read: Reader<T>, value: unknown, root: string): T {
  const issues: InputIssue[] = []
  const tell: Tell = (message, ...path) => issues.push({ field: path.join('.') || root, message })
  let result: T
  try {
    result = read(value, tell)
  } catch (cause) {
    // A getter or a proxy of the caller's object threw while it was read.
    throw new InvalidInputError([{ field: root, message: `could not be read: ${messageOf(cause)}` }], { cause })
  }
  const [first, ...rest] = issues
  if (first) throw new InvalidInputError([first, ...rest])
  return result
}
