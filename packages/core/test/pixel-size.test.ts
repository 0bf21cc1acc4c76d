import { expect, it } from 'vitest'
import { pixelSize } from '../src/index.ts'

it('doubles both sides from tier to tier', () => {
  expect((['1K', '2K', '4K'] as const).map((tier) => pixelSize('21:9', tier))).toEqual([
    { width: 1584, height: 672 },
    { width: 3168, height: 1344 },
    { width: 6336, height: 2688 },
  ])
})
