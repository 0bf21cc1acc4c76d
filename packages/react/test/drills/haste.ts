// Visitors in haste, each in a browser profile of their own: they click twice, press Enter, and mount and load the page anew
// in mid-flight. Last line: how many there were, and how many did not get exactly one picture of exactly one request.
import { join } from 'node:path'
import process, { argv, stdout } from 'node:process'
import { bundlePage } from '../../../browser/test/chromium/bundle-page.ts'
import { openBrowser } from '../../../browser/test/chromium/open-browser.ts'
import { askInHaste } from '../chromium/ask-in-haste.ts'
import { seededRandom } from '../chromium/seeded-random.ts'

const [visitors = 100, seed = 1] = argv.slice(2).map(Number)
const page = await bundlePage(join(import.meta.dirname, '../chromium/haste-page.tsx'))
const browser = await openBrowser()
const total = { visitors, seed, posts: 0, billed: 0, pictures: 0, wrong: 0 }

for (let nth = 0; nth < visitors; nth += 1) {
  const { posts, billed, pictures } = await askInHaste(browser, page, seededRandom(seed * 100_000 + nth))
  total.posts += posts
  total.billed += billed
  total.pictures += pictures
  if (posts === 1 && billed === 1 && pictures === 1) continue
  total.wrong += 1
  stdout.write(`visitor ${nth}: ${posts} requests, ${billed} billed, ${pictures} pictures\n`)
}

await browser.close()
stdout.write(`${JSON.stringify(total)}\n`)
if (total.wrong > 0) process.exitCode = 1
