import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BrowserContextOptions } from 'playwright-core'
import { startPlayground } from '../server/start-playground.ts'
import { openBrowser } from './open-browser.ts'

// Takes the pictures that the README and a reviewer look at: `pnpm --filter playground screenshots [folder]`.
const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../../docs/images'))
const shots: Readonly<Record<string, BrowserContextOptions>> = {
  'playground-light': { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  'playground-dark': { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  'playground-phone': { colorScheme: 'light', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
}

await mkdir(folder, { recursive: true })
const playground = await startPlayground({
  port: 0,
  env: {},
  emulator: { stages: { queued: 200, handling: 200, archiving: 200 } },
})
const browser = await openBrowser()
for (const [name, options] of Object.entries(shots)) {
  const page = await browser.newPage(options)
  await page.goto(playground.url)
  await page.getByTestId('prompt').fill('A glowing tropical rainforest at night')
  await page.getByTestId('ratio-16:9').click()
  await page.getByTestId('generate').click()
  await page.getByTestId('picture').waitFor()
  // The picture fades in.
  await page.waitForTimeout(1_500)
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: options.viewport?.width === 390 })
  await page.close()
}
await browser.close()
await playground.close()
