import { InternalError, InvalidInputError } from './errors/family.ts'

/** What the rule is, for messages. */
export const keyRule = 'must be 1 to 255 visible ASCII characters'

/** Whether a text can travel as a header unharmed and is short enough for the service. @see contract: Headers */
export const isKey = (key: unknown): boolean => typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)

/** The key to send: the caller's, or a new one; none only when the caller said `false`. */
export function keyFor(asked: string | false | undefined, newKey: () => string): string | undefined {
  if (asked !== undefined) return asked || undefined
  const key = make(newKey)
  if (isKey(key)) return key
  throw new InvalidInputError([{ field: 'newKey', message: `made a key that ${keyRule}` }])
}

function make(newKey: () => string): string {
  try {
    return newKey()
  } catch (cause) {
    throw new InternalError({ phase: 'submit', outcome: 'not_sent', cause })
  }
}
