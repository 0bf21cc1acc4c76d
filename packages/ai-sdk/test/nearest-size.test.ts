import { aspectRatios, pixelSize, resolutions } from '@nano-banana/node'
import { expect, it } from 'vitest'
import { nearestSize } from '../src/nearest-size.ts'

it('finds every size that the model has', () => {
  const ratios = aspectRatios.filter((ratio) => ratio !== 'auto')
  for (const ratio of ratios)
    for (const resolution of resolutions) {
      const { width, height } = pixelSize(ratio, resolution)
      const size = `${width}x${height}`
      expect(nearestSize(size)).toEqual({ ratio, resolution, size })
    }
})

it.each([
  ['1x1', '1:1', '1K'],
  ['512x512', '1:1', '1K'],
  ['1500x1500', '1:1', '2K'],
  ['9999x9999', '1:1', '4K'],
  ['1920x1080', '16:9', '1K'],
  ['3840x2160', '16:9', '2K'],
  ['1080x1920', '9:16', '1K'],
  ['1024x1792', '9:16', '1K'],
  ['10000x100', '8:1', '1K'],
])('takes %s for %s in %s', (size, ratio, resolution) => {
  expect(nearestSize(size)).toMatchObject({ ratio, resolution })
})

it.each(['', '1024', '0x1024', '1024x', '-1x1', '1024X1024', '1e3x1e3', ' 1x1'])('refuses %j', (size) => {
  expect(() => nearestSize(size)).toThrow('size must be a width and a height in pixels, such as 2048x2048')
})
