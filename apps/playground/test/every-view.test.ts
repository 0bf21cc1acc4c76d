import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { findBarriers } from './find-barriers.ts'
import { at, eventually, inBrowser } from './in-browser.ts'

const { visit: setup } = inBrowser()

it('can be used by everybody, in every view, in light and in dark', async () => {
  const { page, playground } = await setup()
  const found: unknown[] = []
  const look = async (view: string) => found.push(...(await findBarriers(page, view)))
  await look('examples')
  await at(page, 'view-gallery').click()
  await look('empty gallery')
  await at(page, 'view-create').click()
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor()
  await look('picture')
  await at(page, 'view-gallery').click()
  await at(page, 'gallery-item').waitFor()
  await look('gallery')
  await at(page, 'gallery-item').click()
  await at(page, 'big-view').waitFor()
  await look('big view')
  await page.keyboard.press('Escape')
  await at(page, 'view-create').click()
  await at(page, 'prompt').fill('Another')
  await at(page, 'reference-url').fill(`${playground.url}/api/examples/fox.jpg`)
  await at(page, 'reference-url').press('Enter')
  await at(page, 'reference-url').fill('ftp://nowhere')
  await at(page, 'reference-url').press('Enter')
  await look('references')
  await page.getByRole('button', { name: /^Remove / }).click()
  await at(page, 'reference-url').fill('')
  await at(page, 'generate').click()
  await at(page, 'stop').waitFor()
  await look('under way')
  await at(page, 'picture').waitFor()
  await at(page, 'view-gallery').click()
  await at(page, 'compare').click()
  await at(page, 'gallery-item').nth(0).click()
  await look('choosing')
  await at(page, 'gallery-item').nth(1).click()
  await at(page, 'compare-view').waitFor()
  await look('compare')
  await page.keyboard.press('Escape')
  await at(page, 'view-create').click()
  await at(page, 'prompt').fill('A cat [fail]')
  await at(page, 'generate').click()
  await at(page, 'error').waitFor()
  await look('failure')
  await at(page, 'view-code').click()
  await at(page, 'code').first().waitFor()
  await look('code')
  await at(page, 'view-wire').click()
  await at(page, 'wire-entry').first().locator('summary').click()
  await look('wire')
  await at(page, 'view-chaos').click()
  await at(page, 'switch-lateCallbacks').click()
  await at(page, 'chaos-generate').click()
  await eventually(() => expect(at(page, 'chaos-status').textContent()).resolves.toBe('failed'))
  await look('chaos')
  expect(found).toEqual([])
})

it('moves nothing about that the visitor did not move, in any view', async () => {
  const { page } = await setup()
  await page.addInitScript(() => {
    const shifts: string[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
        sources: readonly { readonly node: Node | null }[]
      })[])
        if (!entry.hadRecentInput)
          shifts.push(`${entry.value} ${entry.sources.map(({ node }) => node?.textContent?.slice(0, 40)).join(' | ')}`)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.reload()
  await page.getByTestId('examples').locator('img').first().waitFor()
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor()
  await at(page, 'view-gallery').click()
  await at(page, 'gallery-item').waitFor()
  await at(page, 'view-code').click()
  await at(page, 'code').first().waitFor()
  await at(page, 'view-wire').click()
  await at(page, 'wire-entry').first().waitFor()
  await at(page, 'view-chaos').click()
  await at(page, 'chaos-generate').click()
  await eventually(() => expect(at(page, 'chaos-status').textContent()).resolves.toBe('success'))
  const shifts = (await page.evaluate('shifts')) as string[]
  const sum = shifts.reduce((total, shift) => total + Number.parseFloat(shift), 0)
  expect(sum, shifts.join('\n')).toBeLessThanOrEqual(0.02)
})

it('is small: what the first paint waits for', async () => {
  const dist = fileURLToPath(new URL('../dist', import.meta.url))
  const page = await readFile(join(dist, 'index.html'), 'utf8')
  const first = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, file = '']) => file)
  const scripts = await Promise.all(first.map((file) => readFile(join(dist, file))))
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.reduce((sum, script) => sum + gzipSync(script).length, 0)).toBeLessThanOrEqual(150_000)
})
