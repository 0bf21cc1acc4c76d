import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { startEmulator } from '@nano-banana/emulator'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it, onTestFinished, vi } from 'vitest'
import { findBarriers } from './find-barriers.ts'
import { at, inBrowser, quick } from './in-browser.ts'

const { visit: setup, newContext } = inBrowser()
const slow = { queued: 4_000, handling: 4_000, archiving: 4_000 }

/** Each word that the status shows, from now on, in order. */
async function wordsOf(page: Page, until: string): Promise<readonly string[]> {
  const words: string[] = []
  await vi.waitFor(
    async () => {
      const word = (await at(page, 'status').textContent())?.trim() ?? ''
      if (word !== words.at(-1)) words.push(word)
      expect(word).toBe(until)
    },
    { timeout: 25_000, interval: 50 },
  )
  return words
}

it('creates a picture, shows each step, and downloads a file of the right pixels', async () => {
  const { page, problems, billed } = await setup({ stages: slow })
  await at(page, 'prompt').fill('A glowing tropical rainforest at night')
  await at(page, 'ratio-16:9').click()
  await at(page, 'resolution-2K').click()
  await at(page, 'generate').click()
  const words = await wordsOf(page, 'success')
  expect(words.filter((word) => word !== 'submitting')).toEqual(['queued', 'handling', 'archiving', 'success'])

  await at(page, 'picture').waitFor()
  const downloading = page.waitForEvent('download')
  await at(page, 'download').click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('a-glowing-tropical-rainforest-at-night.png')
  const bytes = await readFile(await download.path())
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 2752, height: 1536 })
  expect(billed()).toBe(1)
  expect(problems).toEqual([])
}, 60_000)

it('makes one task of a double click and a reload in mid-flight, and the picture arrives', async () => {
  const { page, problems, posts, billed } = await setup({ stages: { queued: 1_500, handling: 500, archiving: 300 } })
  await at(page, 'prompt').fill('A red fox in the snow')
  await at(page, 'generate').dblclick()
  await vi.waitFor(async () => expect(await at(page, 'status').textContent()).toContain('queued'), { timeout: 5_000 })
  await page.reload()
  await at(page, 'picture').waitFor({ timeout: 15_000 })

  expect(posts).toHaveLength(1)
  expect(billed()).toBe(1)
  expect(problems).toEqual([])
})

it('shows the picture again after a reload, without asking for another', async () => {
  const { page, posts, billed } = await setup()
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor()
  await page.reload()
  await at(page, 'picture').waitFor()
  expect([posts.length, billed()]).toEqual([1, 1])
})

it('says what is wrong with a prompt beside it, and sends nothing', async () => {
  const { page, posts } = await setup()
  await at(page, 'prompt').fill('   ')
  await at(page, 'generate').click()
  await page.getByRole('alert').getByText('must not be blank').waitFor()
  expect(posts).toEqual([])
})

it('says why a task failed, and offers a way on', async () => {
  const { page, problems } = await setup()
  await at(page, 'prompt').fill('A cat [fail]')
  await at(page, 'generate').click()
  await at(page, 'error').getByText('The prompt asked for a failure').waitFor()
  expect(problems).toEqual([])
})

it('asks again under the same key when nobody knows what became of a request', async () => {
  const { page, billed, posts } = await setup()
  let isLost = true
  // The relay acts, and its answer gets lost on the way to the page.
  await page.route('**/api/nano-banana/tasks', async (route) => {
    const response = await route.fetch()
    return isLost ? route.abort('connectionreset') : route.fulfill({ response })
  })
  await at(page, 'generate').click()
  await at(page, 'error').waitFor({ timeout: 90_000 })
  expect(billed()).toBe(1)
  isLost = false
  await at(page, 'again').click()
  await at(page, 'picture').waitFor()
  expect(billed()).toBe(1)
  expect(posts.length).toBeGreaterThan(2)
}, 120_000)

it('works by the keyboard alone', async () => {
  const { page, billed } = await setup()
  await at(page, 'prompt').focus()
  await page.keyboard.press('Enter')
  await at(page, 'picture').waitFor()
  expect(billed()).toBe(1)
})

it('keeps one visitor’s pictures from another', async () => {
  const { page, playground, context } = await setup()
  await at(page, 'generate').click()
  const picture = await at(page, 'picture').getAttribute('src')
  const other = await newContext()
  const statusFor = async (visitor: typeof context) =>
    (await visitor.request.get(`${playground.url}${picture}`)).status()
  expect(await statusFor(other)).toBe(401)
  await other.request.get(playground.url)
  expect(await statusFor(other)).toBe(404)
  expect(await statusFor(context)).toBe(200)
})

it('is served on loopback names only', async () => {
  const { playground, context } = await setup()
  const answer = await context.request.get(playground.url, { headers: { host: 'evil.example' } })
  expect(answer.status()).toBe(421)
})

it('shows the key to nobody: in no asset, no answer and no header', async () => {
  const canary = 'sk-test-CANARY-9d41f0'
  const service = await startEmulator({ stages: quick, quota: 0 })
  onTestFinished(service.close)
  const { page, playground } = await setup({}, { HIAPI_API_KEY: canary, HIAPI_BASE_URL: service.url })
  const answers: Promise<string>[] = []
  page.on('response', (response) => {
    const { headers, text } = { headers: response.headers(), text: response.text().catch(() => '') }
    answers.push(text.then((body) => JSON.stringify(headers) + body))
  })
  await page.goto(playground.url)
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor({ timeout: 15_000 })
  await page.close()

  const dist = fileURLToPath(new URL('../dist', import.meta.url))
  const assets = globSync('**/*', { cwd: dist, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = await Promise.all(assets.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')))
  const forms = [canary, ...(['base64', 'hex'] as const).map((form) => Buffer.from(canary).toString(form).slice(4, -4))]
  const told = [...files, ...(await Promise.all(answers))]
  expect(told.length).toBeGreaterThan(8)
  for (const form of forms) expect(told.some((text) => text.includes(form))).toBe(false)
  expect(service.ledger.entries()).toMatchObject([{ account: canary }])
})

it('opens on pictures that were painted here, and makes one of an example by Enter', async () => {
  const { page, problems, billed } = await setup()
  const pictures = page.getByTestId('examples').locator('img')
  await vi.waitFor(
    async () => {
      const widths = await pictures.evaluateAll((images) =>
        images.map((image) => (image as HTMLImageElement).naturalWidth),
      )
      expect(widths).toHaveLength(9)
      expect(Math.min(...widths)).toBeGreaterThan(0)
    },
    { timeout: 15_000 },
  )
  await at(page, 'example-fox').click()
  await page.keyboard.press('Enter')
  await at(page, 'picture').waitFor()
  expect(await at(page, 'ratio-4:5').getAttribute('data-state')).toBe('checked')
  expect([billed(), problems]).toEqual([1, []])
})

it('makes several pictures at once, keeps them over a reload, and finds them by their words', async () => {
  const { page, problems, billed } = await setup({ stages: { queued: 1_500, handling: 300, archiving: 300 } })
  for (const prompt of ['A red fox', 'A blue whale']) {
    await at(page, 'prompt').fill(prompt)
    await at(page, 'prompt').press('Control+Enter')
    await vi.waitFor(() => expect(page.title()).resolves.toMatch(prompt === 'A red fox' ? /^…/ : /^… 2 pictures/))
  }
  // What is paid comes back, whether or not the page has heard of it.
  await vi.waitFor(() => expect(billed()).toBe(2))
  await page.reload()
  await at(page, 'view-gallery').click()
  await vi.waitFor(() => expect(page.locator('[data-testid=gallery-item] img').count()).resolves.toBe(2), {
    timeout: 15_000,
  })
  await at(page, 'filter').fill('whale')
  expect(await at(page, 'gallery-item').count()).toBe(1)
  await at(page, 'gallery-item').click()
  await at(page, 'reuse').click()
  expect(await at(page, 'prompt').inputValue()).toBe('A blue whale')
  expect([billed(), problems]).toEqual([2, []])
})

it('takes references by their URLs, in an order, and says what is wrong with one', async () => {
  const { page, playground } = await setup()
  await page.addInitScript(() => {
    const { fetch } = window
    const sent: unknown[] = []
    const noting: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      if (request.method === 'POST') sent.push(await request.clone().json())
      return fetch(request)
    }
    Object.assign(window, { sent, fetch: noting })
  })
  await page.reload()
  const add = async (url: string) => {
    await at(page, 'reference-url').fill(url)
    await at(page, 'reference-url').press('Enter')
  }
  await add('ftp://somewhere/a.png')
  await page.getByRole('alert').getByText('must be an https URL').waitFor()
  const [first, second] = [`${playground.url}/api/examples/fox.jpg`, `${playground.url}/api/examples/city.jpg`]
  await add(first)
  await add(second)
  await page.getByRole('button', { name: `Move ${second} to the front` }).click()
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor()
  expect(await page.evaluate('sent')).toMatchObject([{ input: { image_input: [second, first] } }])
  await page.getByRole('button', { name: `Remove ${first}` }).click()
  expect(await at(page, 'reference').count()).toBe(1)
})

it('stops waiting and picks the same task up again', async () => {
  const { page, billed } = await setup({ stages: { queued: 2_000, handling: 300, archiving: 300 } })
  await at(page, 'generate').click()
  await at(page, 'task-id').waitFor()
  await at(page, 'stop').click()
  await at(page, 'pick-up').click()
  await at(page, 'picture').waitFor({ timeout: 15_000 })
  expect(billed()).toBe(1)
})

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
  await vi.waitFor(() => expect(at(page, 'chaos-status').textContent()).resolves.toBe('failed'), {
    timeout: 15_000,
  })
  await look('chaos')
  expect(found).toEqual([])
}, 120_000)

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
  await vi.waitFor(() => expect(at(page, 'chaos-status').textContent()).resolves.toBe('success'), { timeout: 15_000 })
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
