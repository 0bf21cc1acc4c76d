import { createHash } from 'node:crypto'

/** A name for the account of a key: the same for the same key, and no way back to it. */
export const accountOf = (key: string): string =>
  createHash('sha256').update(`nano-banana account\n${key}`).digest('base64url').slice(0, 22)
