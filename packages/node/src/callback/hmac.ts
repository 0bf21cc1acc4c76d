/**
 * HMAC-SHA256 over the UTF-8 bytes of `timestamp`, a full stop and the body, in lower-case hexadecimal. An argument,
 * so that one verification runs on `node:crypto`, which answers at once, and on WebCrypto, which does not.
 */
export type Hmac = (secret: string, timestamp: string, body: Uint8Array) => string | Promise<string>
