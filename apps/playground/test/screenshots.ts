import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { startPlayground } from '../server/start-playground.ts'
import { openBrowser } from './open-browser.ts'

// Takes the pictures that the README and a reviewer look at: `pnpm --filter playground screenshots [folder] [all]`.
const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../../docs/images'))
const isAll = process.argv[3] === 'all'
const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
}

await mkdir(folder, { recursive: true })
const playground = await startPlayground({
  port: 0,
  env: {},
  emulator: { stages: { queued: 200, handling: 200, archiving: 200 } },
})
const browser = await openBrowser()
for (const [look, options] of Object.entries(looks)) {
  const page = await browser.newPage(options)
  await page.goto(playground.url)
  const take = async (name: string): Promise<void> => {
    await settled(page)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: look === 'phone' })
  }
  if (isAll) await take(`examples-${look}`)
  if (isAll)
    for (const example of ['aurora', 'fox', 'city', 'bananas']) {
      await page.getByTestId(`example-${example}`).click()
      await page.getByTestId('generate').click()
      await page.getByTestId('picture').waitFor()
      await page.getByTestId('new').click()
    }
  await page.getByTestId('prompt').fill('A glowing tropical rainforest at night')
  await page.getByTestId('ratio-16:9').click()
  await page.getByTestId('generate').click()
  await page.getByTestId('picture').waitFor()
  await take(`playground-${look}`)
  if (isAll) {
    await page.getByTestId('view-gallery').click()
    await take(`gallery-${look}`)
    await page.getByTestId('gallery-item').first().click()
    await take(`big-view-${look}`)
    await page.keyboard.press('Escape')
    await page.getByTestId('compare').click()
    await page.getByTestId('gallery-item').nth(0).click()
    await page.getByTestId('gallery-item').nth(1).click()
    await take(`compare-${look}`)
    await page.keyboard.press('Escape')
    await page.getByTestId('view-code').click()
    await take(`code-${look}`)
    await page.getByTestId('view-wire').click()
    await page.getByTestId('wire-entry').first().locator('summary').click()
    await take(`wire-${look}`)
    await page.getByTestId('view-chaos').click()
    await page.getByTestId('race').click()
    await page.getByTestId('race-lane').first().waitFor({ timeout: 60_000 })
    await take(`chaos-${look}`)
    await page.getByTestId('view-create').click()
    await page.getByTestId('prompt').fill('A cat [fail]')
    await page.getByTestId('generate').click()
    await page.getByTestId('error').waitFor()
    await take(`failure-${look}`)
  }
  await page.close()
}
await browser.close()
await playground.close()

/** Waits until every picture is there and has faded in. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
  await page.waitForTimeout(1_500)
}
