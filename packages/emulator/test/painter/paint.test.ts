import type { OutputFormat } from '@nano-banana/core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { countPixels, headerOf, paintWith } from './pictures.ts'
import { publishedSizes } from './published-sizes.ts'

describe('the size of a picture', () => {
  // A poster is the quickest scene, so that all 84 pictures can be painted at their true size.
  const prompt = 'poster'
  const formats: readonly (readonly [OutputFormat, string])[] = [
    ['png', 'png'],
    ['jpg', 'jpeg'],
  ]

  it.each(publishedSizes)('is $width by $height for $ratio at $resolution', { timeout: 60_000 }, async (size) => {
    const { ratio: aspectRatio, resolution, width, height } = size
    for (const [outputFormat, format] of formats) {
      const bytes = await paintWith({ prompt, aspectRatio, resolution, outputFormat })
      expect(await headerOf(bytes)).toEqual({ format, width, height, channels: 3 })
    }
  })
})

describe('a painted picture', () => {
  it('is the same for the same request, however many are painted at once', async () => {
    const [first, ...others] = await Promise.all([
      paintWith({}),
      paintWith({ prompt: 'a cat' }),
      paintWith({}),
      paintWith({}),
    ])
    expect(others.map((bytes) => Buffer.compare(bytes, first ?? new Uint8Array()) === 0)).toEqual([false, true, true])
  })

  it('looks different for another prompt of the same scene', async () => {
    const [lake, otherLake] = await Promise.all([
      thumbnail({}),
      thumbnail({ prompt: 'a mountain lake at night, again' }),
    ])
    expect(difference(lake, otherLake)).toBeGreaterThan(4)
  })

  it('has the same composition at every tier', async () => {
    const [small, medium] = await Promise.all([thumbnail({}), thumbnail({ resolution: '2K' })])
    expect(difference(small, medium)).toBeLessThan(2)
  })

  it.each(['1:1', '1:8', '8:1', '16:9'] as const)(
    'says in its upper right corner that it is emulated, at %s',
    async (aspectRatio) => {
      const bytes = await paintWith({
        prompt: 'night',
        aspectRatio,
        references: [{ url: 'https://example.com/night.png' }],
      })
      const { width } = await headerOf(bytes)
      const corner = { left: width - 150, top: 0, width: 150, height: 70 }
      expect(await countPixels(bytes, [255, 210, 63], corner)).toBeGreaterThan(8)
      expect(await countPixels(bytes, [255, 255, 255], corner)).toBeGreaterThan(40)
    },
  )
})

async function thumbnail(request: Parameters<typeof paintWith>[0]): Promise<Uint8Array> {
  return sharp(await paintWith(request))
    .resize(128, 128)
    .raw()
    .toBuffer()
}

function difference(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length
}
