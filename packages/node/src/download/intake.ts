import { createHash } from 'node:crypto'
import { type Expectation, tooLarge, unexpected } from './check-answer.ts'
import { type ImageFormat, imageFormat, signatureBytes } from './image-format.ts'

/** What is known of a file once all of it has passed. */
export interface Received {
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
  readonly format: ImageFormat | undefined
}

/** Looks at a file's bytes as they pass by. */
export interface Intake {
  /** Takes the next bytes; throws when the file cannot be what is expected. */
  readonly take: (chunk: Buffer) => void
  /** Says what has passed; throws when that is not what is expected. */
  readonly finish: () => Received
}

/** An intake that has seen nothing yet. */
export function createIntake({ isImage, maxBytes }: Expectation): Intake {
  const hash = createHash('sha256')
  let bytes = 0
  let head = Buffer.alloc(0)
  const assertPicture = (): void => {
    if (isImage && bytes > 0 && imageFormat(head) === undefined)
      throw unexpected('What the host sent is no PNG, JPEG or WebP picture')
  }
  return {
    take(chunk) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      hash.update(chunk)
      if (head.length >= signatureBytes) return
      head = Buffer.concat([head, chunk.subarray(0, signatureBytes - head.length)])
      if (head.length >= signatureBytes) assertPicture()
    },
    finish() {
      assertPicture()
      return { bytes, sha256: hash.digest('hex'), format: imageFormat(head) }
    },
  }
}
