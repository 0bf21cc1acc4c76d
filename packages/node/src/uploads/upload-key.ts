import { createHmac } from 'node:crypto'

/** The key of some bytes of a user's: the same each time, and not to be guessed without the secret. */
export function uploadKey(secret: string, userId: string, sha256: string): string {
  // JSON keeps the two apart, whatever they are made of.
  const message = JSON.stringify([userId, sha256])
  return createHmac('sha256', secret).update(`nano-banana upload\n${message}`).digest('hex')
}
