import type { Hmac } from './hmac.ts'

/** A body and what is to prove where it comes from. */
export interface Proof {
  readonly body: Uint8Array
  readonly timestamp: string
  readonly signature: string
}

/** Whether one of the secrets makes this signature. All of them are tried, even when the first one fits. */
export function isSigned(
  { body, timestamp, signature }: Proof,
  secrets: readonly string[],
  hmac: Hmac,
): boolean | Promise<boolean> {
  if (!/^[\da-f]{64}$/.test(signature)) return false
  const macs = secrets.map((secret) => hmac(secret, timestamp, body))
  const hasOne = (found: readonly string[]): boolean => found.filter((mac) => isSame(mac, signature)).length > 0
  // What is there at once is not waited for.
  return macs.every((mac) => typeof mac === 'string') ? hasOne(macs) : Promise.all(macs).then(hasOne)
}

// It takes the same time wherever the two differ, so that nobody can find a signature digit by digit.
function isSame(mac: string, signature: string): boolean {
  let difference = mac.length ^ signature.length
  for (let at = 0; at < signature.length; at += 1) difference |= mac.charCodeAt(at) ^ signature.charCodeAt(at)
  return difference === 0
}
