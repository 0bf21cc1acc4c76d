import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { PictureRequest } from '../../src/painter/paint.ts'
import { UnreadableReferenceError } from '../../src/painter/unreadable-reference-error.ts'
import { countPixels, headerOf, paintWith, solid } from './pictures.ts'

const magenta = [255, 0, 255] as const
const cyan = [0, 255, 255] as const

describe('the auto ratio', () => {
  const sizeFor = async (references: PictureRequest['references']) => {
    const { width, height } = await headerOf(await paintWith({ aspectRatio: 'auto', references }))
    return `${width}x${height}`
  }

  it('is square without references', async () => {
    expect(await sizeFor([])).toBe('1024x1024')
  })

  it('follows the last reference', async () => {
    const wide = { url: 'http://127.0.0.1/wide.png', bytes: await solid('#123456', 420, 180) }
    const tall = { url: 'http://127.0.0.1/tall.png', bytes: await solid('#123456', 90, 160) }
    expect(await sizeFor([wide, tall])).toBe('768x1376')
    expect(await sizeFor([tall, wide])).toBe('1584x672')
  })

  it('follows a photo as it is seen, not as it is stored', async () => {
    const stored = sharp(await solid('#123456', 420, 180)).withMetadata({ orientation: 6 })
    const bytes = await stored.jpeg().toBuffer()
    expect(await sizeFor([{ url: 'http://127.0.0.1/turned.jpg', bytes }])).toBe('768x1376')
  })

  it('takes a reference without bytes for a square', async () => {
    const wide = { url: 'http://127.0.0.1/wide.png', bytes: await solid('#123456', 420, 180) }
    expect(await sizeFor([wide, { url: 'https://example.com/a.png' }])).toBe('1024x1024')
  })

  it('gives way to a ratio that is asked for', async () => {
    const wide = { url: 'http://127.0.0.1/wide.png', bytes: await solid('#123456', 420, 180) }
    const { width, height } = await headerOf(await paintWith({ aspectRatio: '4:5', references: [wide] }))
    expect({ width, height }).toEqual({ width: 928, height: 1152 })
  })
})

describe('a reference', () => {
  it('is seen in the picture', async () => {
    const bytes = await solid('#ff00ff', 300, 300)
    const [without, withReference] = await Promise.all([
      paintWith({}),
      paintWith({ references: [{ url: 'http://127.0.0.1/a.png', bytes }] }),
    ])
    expect(await countPixels(without, magenta)).toBe(0)
    expect((await countPixels(withReference, magenta)) / 1024 ** 2).toBeGreaterThan(0.15)
  })

  it.each(['1:8', '8:1', '16:9'] as const)('shares a frame of %s with others', async (aspectRatio) => {
    const references = [
      { url: 'http://127.0.0.1/a.png', bytes: await solid('#ff00ff', 300, 200) },
      { url: 'https://example.com/painted.png' },
      { url: 'http://127.0.0.1/b.png', bytes: await solid('#00ffff', 200, 300) },
    ]
    const picture = await paintWith({ aspectRatio, references })
    expect(await countPixels(picture, magenta)).toBeGreaterThan(4000)
    expect(await countPixels(picture, cyan)).toBeGreaterThan(4000)
  })

  it('without bytes is painted from its URL', async () => {
    const paintedFrom = (url: string) => paintWith({ references: [{ url }] })
    const [one, same, other] = await Promise.all(
      ['one', 'one', 'two'].map((name) => paintedFrom(`https://example.com/${name}`)),
    )
    expect(one).toEqual(same)
    expect(one).not.toEqual(other)
  })
})

describe('an unreadable reference', () => {
  const url = 'http://127.0.0.1:1/broken'
  const rejectionOf = (bytes: Uint8Array) =>
    paintWith({ references: [{ url, bytes }] }).catch((error: unknown) => error)

  it.each([
    ['no bytes', async () => new Uint8Array()],
    ['a web page', async () => new TextEncoder().encode('<!doctype html><title>Not found</title>')],
    [
      'a drawing that is a program',
      async () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    [
      'half a picture',
      async () =>
        (
          await sharp({
            create: {
              width: 400,
              height: 400,
              channels: 3,
              background: '#fff',
              noise: { type: 'gaussian', mean: 128, sigma: 30 },
            },
          })
            .png()
            .toBuffer()
        ).subarray(0, 40_000),
    ],
    ['more than 40 megapixels', async () => solid('#ffffff', 8000, 5001)],
  ])('names the URL that served %s', async (_, bytes) => {
    const error = await rejectionOf(await bytes())
    expect(error).toBeInstanceOf(UnreadableReferenceError)
    expect(error).toMatchObject({ name: 'UnreadableReferenceError', url, message: expect.stringContaining(url) })
    expect(error).toHaveProperty('cause', expect.any(Error))
  })
})
