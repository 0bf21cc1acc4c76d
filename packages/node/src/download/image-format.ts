/** The formats that the service's pictures come in. */
export type ImageFormat = 'png' | 'jpg' | 'webp'

/** As many first bytes as it takes to tell a format. */
export const signatureBytes = 12

/** Tells a picture's format by its first bytes; nothing for anything else, whatever it calls itself. */
export function imageFormat(bytes: Uint8Array): ImageFormat | undefined {
  const head = Buffer.from(bytes.subarray(0, signatureBytes)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (head.startsWith('\xff\xd8\xff')) return 'jpg'
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'webp' : undefined
}
