import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bundlePage } from '../../../browser/test/chromium/bundle-page.ts'
import { openBrowser } from '../../../browser/test/chromium/open-browser.ts'
import { askInHaste } from './ask-in-haste.ts'
import { seededRandom } from './seeded-random.ts'

// A hundred are `npm run drill:haste`.
it('asks once for one picture, whatever a visitor does in haste', async () => {
  const page = await bundlePage(join(import.meta.dirname, 'haste-page.tsx'))
  const browser = await openBrowser()
  try {
    const random = seededRandom(7)
    for (let nth = 0; nth < 3; nth += 1)
      expect(await askInHaste(browser, page, random)).toEqual({ posts: 1, billed: 1, pictures: 1 })
  } finally {
    await browser.close()
  }
})
