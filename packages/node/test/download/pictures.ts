import { createHash } from 'node:crypto'

const padding = Buffer.alloc(100_000, 'nano-banana ')
const picture = (signature: string): Buffer => Buffer.concat([Buffer.from(signature, 'latin1'), padding])

// Only the first bytes are looked at, so that the rest need not be a picture.
export const png = picture('\x89PNG\r\n\x1a\n')
export const jpg = picture('\xff\xd8\xff\xe0')
export const webp = picture('RIFF\x10\x20\x30\x40WEBP')

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
