import { createHmac, timingSafeEqual } from 'node:crypto'

/** What is derived from the service's secret: nobody else can make it, and it is the same after a restart. */
export interface Signatures {
  /** The idempotency key of an operation's first request. */
  readonly keyOf: (operationId: string) => string
  /** What stands in the path of its callback address: tells nothing of the operation, and cannot be guessed. */
  readonly tokenOf: (operationId: string) => string
  /** Whether one of the secrets has made a token; asks no journal. */
  readonly isToken: (token: string) => boolean
}

const idLength = 22

/** Signs by the first secret, and recognises all of them. */
export function createSignatures(secrets: readonly [string, ...string[]]): Signatures {
  const macOf = (secret: string, purpose: string, text: string): string =>
    createHmac('sha256', secret).update(`nano-banana ${purpose}\n${text}`).digest('base64url')
  const proofOf = (secret: string, id: string): string => macOf(secret, 'token', id).slice(0, idLength)
  const [secret] = secrets
  return {
    keyOf: (operationId) => `hiapi-${macOf(secret, 'key', operationId)}`,
    tokenOf(operationId) {
      const id = macOf(secret, 'callback', operationId).slice(0, idLength)
      return id + proofOf(secret, id)
    },
    isToken(token) {
      const [id, proof] = [token.slice(0, idLength), Buffer.from(token.slice(idLength))]
      const isBy = (known: string): boolean => {
        const expected = Buffer.from(proofOf(known, id))
        return expected.length === proof.length && timingSafeEqual(expected, proof)
      }
      // All are tried, so that the time tells nothing.
      return secrets.map(isBy).some(Boolean)
    },
  }
}
