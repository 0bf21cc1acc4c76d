import type { Browser } from 'playwright-core'
import { startSite } from '../../../browser/test/chromium/start-site.ts'

/** What one hasty visitor has caused. */
export interface Haste {
  /** How often the page asked for a picture. */
  readonly posts: number
  readonly billed: number
  /** Pictures that the page shows at the end, whole. */
  readonly pictures: number
}

/** A visitor who clicks twice, presses Enter, and lets the form be mounted anew and the page be loaded anew in mid-flight. */
export async function askInHaste(browser: Browser, page: string, random: () => number): Promise<Haste> {
  const drawnMs = (mostMs: number): number => Math.floor(random() * mostMs)
  // The task stands still until the visitor has come to rest: whoever asks after its end wants another picture.
  await using site = await startSite({ page, emulator: { clock: 'virtual' } })
  const context = await browser.newContext()
  try {
    const tab = await context.newPage()
    const rest = (): Promise<void> => tab.waitForTimeout(drawnMs(150))
    const hurry = async (): Promise<void> => {
      await tab.locator('#go').dblclick()
      await tab.locator('#prompt').press('Enter')
    }
    await tab.goto(site.url)
    await hurry()
    // Before that, nobody knows of a task, and to ask again under the same key is right.
    await tab.locator('#phase', { hasText: 'waiting' }).waitFor()
    for (const act of random() < 0.5 ? ['mount', 'load'] : ['load', 'mount']) {
      await rest()
      if (act === 'mount') await tab.locator('#remount').click()
      else await tab.reload()
      if (random() < 0.5) await hurry()
    }
    await site.emulator.advance(600_000)
    await tab.locator('#phase', { hasText: 'succeeded' }).waitFor()
    await tab.waitForFunction(() => [...document.images].every(({ complete }) => complete))
    return {
      posts: site.requests.filter((request) => request.startsWith('POST')).length,
      billed: site.emulator.ledger.entries().length,
      pictures: await tab.evaluate(() => [...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length),
    }
  } finally {
    await context.close()
  }
}
