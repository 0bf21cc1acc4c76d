import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { findBarriers } from './find-barriers.ts'
import { at, eventually, inBrowser } from './in-browser.ts'

const { visit } = inBrowser()

const paidBy = async (page: Page): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    await at(page, 'race-lane').evaluateAll((lanes) =>
      lanes.map((lane) => [
        (lane as HTMLElement).dataset['name'],
        lane.querySelector('[data-testid=race-paid]')?.textContent,
      ]),
    ),
  )

it('runs the race of the seed in its address, pays once, and can be gone through to and fro', async () => {
  const { page, playground, problems } = await visit()
  await page.goto(`${playground.url}/?seed=7`)
  await eventually(() => expect(at(page, 'race-lane').count()).resolves.toBe(5))
  const paid = await paidBy(page)
  expect(paid['nano-banana']).toBe('paid 1')
  // Whoever sends a paid request again without a key pays again.
  for (const rival of ['fal', 'replicate', 'openai']) expect(paid[rival]).toMatch(/^paid [2-6]$/)
  await at(page, 'race-time').focus()
  await page.keyboard.press('Home')
  expect(Object.values(await paidBy(page)).every((words) => words === 'paid 0')).toBe(true)
  await page.keyboard.press('End')
  expect(await paidBy(page)).toEqual(paid)
  expect(await findBarriers(page, 'race')).toEqual([])
  expect(problems).toEqual([])
})

it('is shared by its seed: the same address shows the same race', async () => {
  const { page, context, playground } = await visit()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await at(page, 'view-chaos').click()
  await at(page, 'race').click()
  await eventually(() => expect(at(page, 'race-lane').count()).resolves.toBe(5))
  const [paid, story] = [await paidBy(page), await at(page, 'race-story').textContent()]
  await at(page, 'share-race').click()
  await page.getByText('Copied').waitFor()
  const address = await page.evaluate(() => navigator.clipboard.readText())
  expect(address).toMatch(/\?seed=\d+#chaos$/)
  const other = await context.newPage()
  await other.goto(address)
  await eventually(() => expect(at(other, 'race-lane').count()).resolves.toBe(5))
  expect([await paidBy(other), await at(other, 'race-story').textContent()]).toEqual([paid, story])
  for (const seed of ['-1', 'x', '1e9', '1.5'])
    expect((await context.request.get(`${playground.url}/api/race?seed=${seed}`)).status()).toBe(400)
})
