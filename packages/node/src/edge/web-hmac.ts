import { toHex } from '../relay/sha-256.ts'

const algorithm = { name: 'HMAC', hash: 'SHA-256' }

/** The `Hmac` of WebCrypto. */
export async function webHmac(secret: string, timestamp: string, body: Uint8Array): Promise<string> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  const stamp = encoder.encode(`${timestamp}.`)
  const signed = new Uint8Array(stamp.length + body.length)
  signed.set(stamp)
  signed.set(body, stamp.length)
  return toHex(await crypto.subtle.sign('HMAC', key, signed))
}
