/** A fresh idempotency key: 128 random bits. It works on insecure origins too, where `randomUUID` does not exist. */
export function newRandomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `hiapi-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
