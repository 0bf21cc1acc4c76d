import { toHex } from './sha-256.ts'

/** Makes the key the service sees from what only this server knows, so that one user's operation cannot meet another's. */
export type DeriveKey = (userId: string, operationId: string) => Promise<string>

/** HMAC-SHA256 over owner and operation, by WebCrypto. */
export function createDeriveKey(secret: string): DeriveKey {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  return async (userId, operationId) => {
    // JSON keeps the two apart, whatever they are made of.
    const message = encoder.encode(JSON.stringify([userId, operationId]))
    return `hiapi-${toHex(await crypto.subtle.sign('HMAC', await imported, message))}`
  }
}
