import sharp from 'sharp'
import type { PictureType } from '../src/index.ts'

/** A file that a test sends. */
export interface TestFile {
  readonly name: string
  readonly type: PictureType
  readonly bytes: Uint8Array
}

export const width = 160
export const height = 90

/** Pictures as an ordinary program writes them: each format in its kinds, with and without metadata. */
export async function goodFiles(): Promise<readonly TestFile[]> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const picture = (channels: 3 | 4) =>
    sharp({ create: { width, height, channels, background: { r: 0, g: 0, b: 0, alpha: 0.5 }, noise } })
  const plain = await picture(3).png().toBuffer()
  const from = (bytes = plain) => sharp(bytes)
  const exif = { IFD0: { Copyright: 'Nano Banana' }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } }
  const files: readonly [string, PictureType, Promise<Uint8Array>][] = [
    ['plain.png', 'image/png', from().png().toBuffer()],
    ['interlaced.png', 'image/png', from().png({ progressive: true }).toBuffer()],
    ['palette.png', 'image/png', from().png({ palette: true }).toBuffer()],
    ['grey.png', 'image/png', from().greyscale().toColourspace('b-w').png().toBuffer()],
    ['deep.png', 'image/png', from().toColourspace('rgb16').png().toBuffer()],
    ['alpha.png', 'image/png', from().ensureAlpha(0.5).png().toBuffer()],
    ['exif.png', 'image/png', from().withExif(exif).withIccProfile('p3').png().toBuffer()],
    [
      'one-colour.png',
      'image/png',
      sharp({ create: { width, height, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    ],
    ['plain.jpg', 'image/jpeg', from().jpeg().toBuffer()],
    ['progressive.jpg', 'image/jpeg', from().jpeg({ progressive: true }).toBuffer()],
    ['grey.jpg', 'image/jpeg', from().greyscale().toColourspace('b-w').jpeg().toBuffer()],
    ['cmyk.jpg', 'image/jpeg', from().toColourspace('cmyk').jpeg().toBuffer()],
    [
      'exif.jpg',
      'image/jpeg',
      from().withExif(exif).withIccProfile('p3').jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(),
    ],
    ['plain.webp', 'image/webp', from().webp().toBuffer()],
    ['lossless.webp', 'image/webp', from().webp({ lossless: true }).toBuffer()],
    ['alpha.webp', 'image/webp', from().ensureAlpha(0.5).webp().toBuffer()],
    ['exif.webp', 'image/webp', from().withExif(exif).withIccProfile('p3').webp().toBuffer()],
  ]
  return Promise.all(files.map(async ([name, type, bytes]) => ({ name, type, bytes: await bytes })))
}

/** A picture of some megabytes. */
export function largePicture(): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width: 1_200, height: 800, channels: 3, background: 'red', noise } })
    .png()
    .toBuffer()
}
