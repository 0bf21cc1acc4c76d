import type * as z from 'zod/mini'
import { type InputIssue, InvalidInputError } from '../errors/family.ts'
import { messageOf } from '../errors/message-of.ts'

/** Checks what a caller passed; what comes back is a fresh, plain value. Throws `InvalidInputError`. */
export function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, root: string): z.output<Schema> {
  const result = read(schema, value, root)
  if (result.success) return result.data
  const [first, ...rest] = result.error.issues.flatMap((issue) => inputIssues(issue, root))
  throw new InvalidInputError([first ?? { field: root, message: 'is not acceptable' }, ...rest])
}

function read<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, root: string) {
  try {
    return schema.safeParse(value)
  } catch (cause) {
    // A getter or a proxy of the caller's object threw while it was read.
    throw new InvalidInputError([{ field: root, message: `could not be read: ${messageOf(cause)}` }], { cause })
  }
}

function inputIssues({ path, message, ...issue }: z.core.$ZodIssue, root: string): readonly InputIssue[] {
  if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.') || root, message }]
  // Unknown fields are reported together on their object: each gets an entry of its own.
  const messages = message.split('; ')
  return issue.keys.map((key, index) => ({ field: [...path, key].join('.'), message: messages[index] ?? message }))
}
