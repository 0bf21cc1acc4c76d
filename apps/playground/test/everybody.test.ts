import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { at, eventually, inBrowser, quick, witness } from './in-browser.ts'

const { visit } = inBrowser()

/** Goes on by Tab, as whoever has no mouse would, until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`No way to ${String(target)} by the keyboard`)
}

async function open(page: Page, view: string): Promise<void> {
  await tabTo(page, at(page, `view-${view}`))
  await page.keyboard.press('Enter')
}

it('can be gone through by the keyboard alone', async () => {
  const { page, context, billed, problems } = await visit({ stages: quick })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await at(page, 'example-fox').waitFor()
  await tabTo(page, at(page, 'example-fox'))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await at(page, 'picture').waitFor()
  await tabTo(page, page.locator('[data-testid^=ratio-][tabindex="0"]'))
  await page.keyboard.press('ArrowRight')
  await tabTo(page, at(page, 'generate'))
  await page.keyboard.press('Enter')
  await eventually(() => expect(at(page, 'film').count()).resolves.toBe(2))
  await at(page, 'picture').waitFor()

  await open(page, 'gallery')
  await tabTo(page, at(page, 'compare'))
  await page.keyboard.press('Enter')
  for (const nth of [0, 1]) {
    await tabTo(page, at(page, 'gallery-item').nth(nth))
    await page.keyboard.press('Enter')
  }
  await at(page, 'compare-view').waitFor()
  await page.keyboard.press('Escape')
  await tabTo(page, at(page, 'gallery-item').first())
  await page.keyboard.press('Enter')
  await at(page, 'big-view').waitFor()
  await tabTo(page, at(page, 'zoom'))
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')

  await open(page, 'code')
  await at(page, 'code-Node').waitFor()
  await tabTo(page, at(page, 'code-Node'))
  await page.keyboard.press('ArrowRight')
  await eventually(() => expect(at(page, 'code-Browser').getAttribute('data-state')).resolves.toBe('active'))
  await tabTo(page, page.getByRole('tabpanel').getByTestId('copy'))
  await page.keyboard.press('Enter')
  await page.getByText('Copied').waitFor()

  await open(page, 'wire')
  const row = at(page, 'wire-entry').first()
  await tabTo(page, row.locator('summary'))
  await page.keyboard.press('Enter')
  await row.getByTestId('copy-curl').waitFor()

  await open(page, 'chaos')
  await at(page, 'switch-slowNetwork').waitFor()
  await tabTo(page, at(page, 'switch-slowNetwork'))
  await page.keyboard.press('Space')
  await eventually(() => expect(at(page, 'switch-slowNetwork').getAttribute('data-state')).resolves.toBe('checked'))
  await tabTo(page, at(page, 'chaos-generate'))
  await page.keyboard.press('Enter')
  await eventually(() => expect(at(page, 'chaos-status').textContent()).resolves.toBe('success'))
  expect([billed(), problems]).toEqual([3, []])
})

it('moves nothing for those who want no motion', async () => {
  const { page } = await visit({ stages: { queued: 1_000, handling: 1_000, archiving: 300 } })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const moving = await witness(page, 'document.getAnimations().length')
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor()
  expect(await moving()).toEqual([0])
})

it('tells in the title of its tab how far the picture is', async () => {
  const { page } = await visit({ stages: { queued: 800, handling: 800, archiving: 800 } })
  const titles = await witness(page, 'document.title')
  await at(page, 'generate').click()
  await eventually(() => expect(page.title()).resolves.toMatch(/^✓/))
  for (const word of ['Queued', 'Handling', 'Archiving']) expect((await titles()).join()).toContain(word)
})

it('opens the view that its address names', async () => {
  const { page, playground } = await visit()
  for (const [view, id] of [
    ['gallery', 'view-gallery'],
    ['code', 'code-curl'],
    ['wire', 'wire-picture'],
    ['chaos', 'switch-lostAnswers'],
  ]) {
    await page.goto(`${playground.url}/#${view}`)
    await page.reload()
    await at(page, id ?? '').waitFor()
    expect(await at(page, `view-${view}`).getAttribute('aria-current')).toBe('page')
  }
})

it('is as wide as a phone on a phone, in every view', async () => {
  const { page } = await visit({ stages: quick })
  await page.setViewportSize({ width: 360, height: 740 })
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor()
  const tooWide: string[] = []
  for (const view of ['create', 'gallery', 'code', 'wire', 'chaos']) {
    await at(page, `view-${view}`).click()
    await page.locator(`[data-testid=view-${view}][aria-current=page]`).waitFor()
    await page.locator('main h1').waitFor()
    if (view === 'wire') await at(page, 'wire-entry').first().locator('summary').click()
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) tooWide.push(view)
  }
  expect(tooWide).toEqual([])
})

it('shows one visitor’s pictures in two tabs without undoing either', async () => {
  const { page, context, playground, billed } = await visit({ stages: quick })
  const second = await context.newPage()
  await second.goto(playground.url)
  for (const [tab, prompt] of [
    [page, 'A red fox'],
    [second, 'A blue whale'],
  ] as const) {
    await at(tab, 'prompt').fill(prompt)
    await at(tab, 'prompt').press('Enter')
  }
  await at(page, 'picture').waitFor()
  await at(second, 'picture').waitFor()
  await page.reload()
  await at(page, 'view-gallery').click()
  await eventually(() => expect(page.locator('[data-testid=gallery-item] img').count()).resolves.toBe(2))
  expect(billed()).toBe(2)
})
