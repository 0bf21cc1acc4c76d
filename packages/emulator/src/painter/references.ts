import sharp from 'sharp'
import { UnreadableReferenceError } from './unreadable-reference-error.ts'

/** A picture that the prompt refers to. */
export interface Reference {
  readonly url: string
  /** What a loopback URL served; without it the reference is painted from its URL. */
  readonly bytes?: Uint8Array
}

/** A reference ready to be hung into a drawing. */
export interface ReferencePicture {
  readonly url: string
  readonly width: number
  readonly height: number
  /** A `data:` URI of the picture; without it there were no bytes. */
  readonly image?: string
}

/** Reads a reference, no larger than `longestSide` pixels; rejects with `UnreadableReferenceError`. */
export async function readReference(reference: Reference, longestSide: number): Promise<ReferencePicture> {
  const { url, bytes } = reference
  if (!bytes) return { url, width: 1, height: 1 }
  try {
    const picture = sharp(bytes, { limitInputPixels: 40_000_000, failOn: 'error' })
    const { format } = await picture.metadata()
    // Formats that are programs, such as SVG, could keep the painter busy or reach for files.
    if (!formats.has(format)) throw new TypeError(`Unsupported picture format: ${format}`)
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
      .toBuffer({ resolveWithObject: true })
    return { url, width: info.width, height: info.height, image: `data:image/jpeg;base64,${data.toString('base64')}` }
  } catch (cause) {
    throw new UnreadableReferenceError(url, { cause })
  }
}

const formats: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp', 'gif', 'heif', 'tiff'])
