import type { Resolution } from '@nano-banana/core'
import { type FixedRatio, pixelSize } from '@nano-banana/core'
import { describe, expect, it } from 'vitest'
import { nearestRatio } from '../../src/painter/nearest-ratio.ts'
import { publishedSizes } from './published-sizes.ts'

describe('pixelSize', () => {
  it.each(publishedSizes)('knows $ratio at $resolution', ({ ratio, resolution, width, height }) => {
    expect(pixelSize(ratio, resolution)).toEqual({ width, height })
  })

  it('knows 14 ratios at 3 tiers', () => {
    expect(new Set(publishedSizes.map(({ ratio, resolution }) => `${ratio} ${resolution}`)).size).toBe(42)
  })
})

describe('nearestRatio', () => {
  const resolutions: readonly Resolution[] = ['1K', '2K', '4K']

  it.each([...new Set(publishedSizes.map(({ ratio }) => ratio))])(
    'recognises a picture of %s at every tier',
    (ratio) => {
      const recognised = resolutions.map((resolution) => {
        const { width, height } = pixelSize(ratio, resolution)
        return nearestRatio(width, height)
      })
      expect(recognised).toEqual([ratio, ratio, ratio])
    },
  )

  it.each<[number, number, FixedRatio]>([
    [1, 1, '1:1'],
    [1920, 1080, '16:9'],
    [1080, 1920, '9:16'],
    [4000, 3000, '4:3'],
    [20_000, 10, '8:1'],
    [10, 20_000, '1:8'],
    // Half way between 4:1 and 8:1 lies 5.66:1, not 6:1, because ratios compare by factors.
    [560, 100, '4:1'],
    [575, 100, '8:1'],
    [100, 560, '1:4'],
    [100, 575, '1:8'],
  ])('finds for %i by %i the ratio %s', (width, height, ratio) => {
    expect(nearestRatio(width, height)).toBe(ratio)
  })
})
