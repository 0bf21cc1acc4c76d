import type * as z from 'zod/mini'
import { type InputIssue, InvalidInputError } from '../errors/family.ts'

/** Checks what a caller passed; what comes back is a fresh, plain value. Throws `InvalidInputError`. */
export function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, root: string): z.output<Schema> {
  const result = read(schema, value, root)
  if (result.success) return result.data
  const [first, ...rest] = result.error.issues.map((issue) => inputIssue(issue, root))
  throw new InvalidInputError([first ?? { field: root, message: 'is not acceptable' }, ...rest])
}

function read<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, root: string) {
  try {
    return schema.safeParse(value)
  } catch (cause) {
    // A getter or a proxy of the caller's object threw while it was read.
    throw new InvalidInputError([{ field: root, message: `could not be read: ${cause}` }], { cause })
  }
}

function inputIssue(issue: z.core.$ZodIssue, root: string): InputIssue {
  // An unknown field is reported on its object: name the field itself.
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
  return { field: path.map(String).join('.') || root, message: issue.message }
}
