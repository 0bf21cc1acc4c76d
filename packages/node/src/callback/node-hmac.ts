import { createHmac } from 'node:crypto'

/** The `Hmac` of `node:crypto`. */
export function nodeHmac(secret: string, timestamp: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')
}
