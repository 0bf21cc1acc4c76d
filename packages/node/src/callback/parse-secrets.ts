import { InvalidInputError } from '@nano-banana/core'

/**
 * Checks the signing keys of an account without ever showing one: a text, or a list of them while they are rotated,
 * each of 16 to 256 characters. The list may be empty only where `mayBeNone`. Throws `InvalidInputError`.
 */
export function parseSecrets(secrets: unknown, mayBeNone = false): readonly string[] {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets]
  if (list.length === 0 && !mayBeNone) throw refuse('is empty')
  return list.map(parseSecret)
}

function parseSecret(secret: unknown): string {
  // A variable that is not set must not become a key that everybody knows.
  if (secret === undefined || secret === null || secret === '') throw refuse('is missing or empty')
  if (typeof secret !== 'string') throw refuse('must be text, or a list of texts')
  if (secret.length < 16 || secret.length > 256) throw refuse('must have 16 to 256 characters')
  // Such a secret was read from a file together with its line break.
  if (secret.trim() !== secret) throw refuse('begins or ends with white space or a line break')
  return secret
}

const refuse = (problem: string): InvalidInputError =>
  new InvalidInputError([
    { field: 'secrets', message: `${problem}: pass the signing key that is set on the HiAPI account` },
  ])
