import { InvalidInputError } from '@nano-banana/core'

/** Checks an API key without ever showing it. Throws `InvalidInputError`. */
export function parseApiKey(key: unknown): string {
  const problem = problemOf(key)
  if (problem === undefined && typeof key === 'string') return key.replace(/^Bearer /, '')
  throw new InvalidInputError([{ field: 'apiKey', message: `${problem}: set HIAPI_API_KEY or pass { apiKey }` }])
}

function problemOf(key: unknown): string | undefined {
  if (key === undefined) return 'is missing'
  if (typeof key !== 'string') return 'must be a string'
  if (key === '' || key === 'undefined' || key === 'null') return 'is empty'
  const bare = key.replace(/^Bearer /, '')
  // A header would carry such bytes wrongly, or carry a second header.
  return /^[\x21-\x7e]+$/.test(bare) ? undefined : 'holds white space, a line break or a character that no key has'
}
