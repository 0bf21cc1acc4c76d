import type { FixedRatio, Resolution } from '@nano-banana/core'

/** The table of pixel sizes as it is published, written out so that no rule of ours can hide a mistake. */
export const publishedSizes = rows([
  ['1:1', '1024x1024', '2048x2048', '4096x4096'],
  ['1:4', '512x2048', '1024x4096', '2048x8192'],
  ['1:8', '384x3072', '768x6144', '1536x12288'],
  ['2:3', '848x1264', '1696x2528', '3392x5056'],
  ['3:2', '1264x848', '2528x1696', '5056x3392'],
  ['3:4', '896x1200', '1792x2400', '3584x4800'],
  ['4:1', '2048x512', '4096x1024', '8192x2048'],
  ['4:3', '1200x896', '2400x1792', '4800x3584'],
  ['4:5', '928x1152', '1856x2304', '3712x4608'],
  ['5:4', '1152x928', '2304x1856', '4608x3712'],
  ['8:1', '3072x384', '6144x768', '12288x1536'],
  ['9:16', '768x1376', '1536x2752', '3072x5504'],
  ['16:9', '1376x768', '2752x1536', '5504x3072'],
  ['21:9', '1584x672', '3168x1344', '6336x2688'],
])

function rows(table: readonly (readonly [FixedRatio, string, string, string])[]) {
  return table.flatMap(([ratio, small, medium, large]) => {
    const sizes: readonly (readonly [Resolution, string])[] = [
      ['1K', small],
      ['2K', medium],
      ['4K', large],
    ]
    return sizes.map(([resolution, size]) => {
      const [width = 0, height = 0] = size.split('x').map(Number)
      return { ratio, resolution, width, height }
    })
  })
}
