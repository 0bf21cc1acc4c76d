import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What keeps somebody from using the page as it stands, in light and in dark: each with the elements that do. */
export async function findBarriers(page: Page, view: string): Promise<readonly unknown[]> {
  const found: unknown[] = []
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe.source)
  for (const theme of ['light', 'dark'] as const) {
    // What fades or slides in has a look of its own half-way.
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.locator(`html.${theme}`).waitFor()
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))))
    const violations = await page.evaluate('axe.run().then(({ violations }) => violations)')
    for (const { id, nodes } of violations as { id: string; nodes: { html: string }[] }[])
      found.push([view, theme, id, nodes.map(({ html }) => html)])
  }
  return found
}
