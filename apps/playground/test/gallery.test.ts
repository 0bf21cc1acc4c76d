import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { at, eventually, inBrowser, quick } from './in-browser.ts'

const { visit } = inBrowser()

async function makePictures(page: Page, ...prompts: readonly string[]): Promise<void> {
  for (const prompt of prompts) {
    await at(page, 'prompt').fill(prompt)
    await at(page, 'prompt').press('Enter')
    await at(page, 'picture').waitFor()
    await at(page, 'new').click()
  }
}

it('compares two pictures by a line that the keyboard moves too', async () => {
  const { page, problems } = await visit({ stages: quick })
  await makePictures(page, 'A red fox', 'A blue whale')
  await at(page, 'view-gallery').click()
  await at(page, 'compare').click()
  await at(page, 'gallery-item').nth(0).click()
  await page.getByText('Choose one more').waitFor()
  await at(page, 'gallery-item').nth(1).click()
  await at(page, 'compare-view').waitFor()
  const slider = at(page, 'compare-slider')
  await slider.focus()
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowRight')
  expect(await slider.inputValue()).toBe('60')
  const widths = await page
    .locator('[data-testid=compare-view] img')
    .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth))
  expect(widths).toEqual([1376, 1376])
  await page.keyboard.press('Escape')
  await at(page, 'compare-view').waitFor({ state: 'detached' })
  await at(page, 'gallery-item').nth(0).click()
  await at(page, 'big-view').waitFor()
  expect(problems).toEqual([])
})

it('draws from a picture that it has made', async () => {
  const { page, billed, problems, playground } = await visit({ stages: quick })
  await makePictures(page, 'A red fox')
  await at(page, 'view-gallery').click()
  await at(page, 'gallery-item').click()
  await at(page, 'use-as-reference').click()
  const reference = at(page, 'reference')
  await reference.waitFor()
  await eventually(async () => {
    const width = await reference.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)
    expect(width).toBeGreaterThan(0)
  })
  await makePictures(page, 'The same fox at night')
  expect(billed()).toBe(2)
  // The picture comes from the emulator itself; nothing else may be asked for anything.
  expect(problems.filter((url) => !/^http:\/\/127\.0\.0\.1:\d+\/outputs\//.test(url))).toEqual([])
  expect(playground.service).toBe('emulator')
})

it('gives nobody the address of another visitor’s picture', async () => {
  const { page, context, playground } = await visit({ stages: quick })
  await makePictures(page, 'A red fox')
  await at(page, 'film').click()
  const taskId = await at(page, 'task-id').textContent()
  const addressFor = async (cookie: string) =>
    (await fetch(`${playground.url}/api/outputs/${taskId}`, { headers: { cookie } })).status
  const [own] = await context.cookies()
  expect(await addressFor(`${own?.name}=${own?.value}`)).toBe(200)
  expect(await addressFor(`${own?.name}=${'0'.repeat(32)}`)).toBe(404)
  expect(await addressFor('')).toBe(401)
})

it('says how long a link still works, unasked when that is not long', async () => {
  const { page } = await visit({ stages: quick })
  await makePictures(page, 'A red fox')
  const dayMs = 24 * 3_600_000
  const text = async (inMs: number) => {
    await page.clock.setFixedTime(Date.now() + inMs)
    await page.reload()
    await at(page, 'view-gallery').click()
    await at(page, 'gallery-item').waitFor()
    return at(page, 'gallery-item').textContent()
  }
  expect(await text(0)).toMatch(/^success · link works for [67] more days/)
  expect(await text(6.5 * dayMs)).toMatch(/^link works for 1[12] more hours/)
  expect(await text(8 * dayMs)).toMatch(/^link has expired/)
})
