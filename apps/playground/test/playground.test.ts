import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@nano-banana/emulator'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import { at, eventually, inBrowser, quick, witness } from './in-browser.ts'

const { visit: setup, newContext } = inBrowser()
const slow = { queued: 4_000, handling: 4_000, archiving: 4_000 }

it('creates a picture, shows each step, and downloads a file of the right pixels', async () => {
  const { page, problems, billed } = await setup({ stages: slow })
  await at(page, 'prompt').fill('A glowing tropical rainforest at night')
  await at(page, 'ratio-16:9').click()
  await at(page, 'resolution-2K').click()
  const words = await witness(page, `document.querySelector('[data-testid=status]')?.textContent.trim()`)
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor({ timeout: 60_000 })
  const told = (await words()).filter((word) => word !== null && word !== 'submitting')
  expect(told).toEqual(['queued', 'handling', 'archiving', 'success'])

  const downloading = page.waitForEvent('download')
  await at(page, 'download').click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('a-glowing-tropical-rainforest-at-night.png')
  const bytes = await readFile(await download.path())
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 2752, height: 1536 })
  expect(billed()).toBe(1)
  expect(problems).toEqual([])
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
  await at(page, 'picture').waitFor({ timeout: 40_000 })
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
  await eventually(async () => {
    const widths = await pictures.evaluateAll((images) =>
      images.map((image) => (image as HTMLImageElement).naturalWidth),
    )
    expect(widths).toHaveLength(9)
    expect(Math.min(...widths)).toBeGreaterThan(0)
  })
  await at(page, 'example-fox').click()
  await page.keyboard.press('Enter')
  await at(page, 'picture').waitFor()
  expect(await at(page, 'ratio-4:5').getAttribute('data-state')).toBe('checked')
  expect([billed(), problems]).toEqual([1, []])
})

it('makes several pictures at once, keeps them over a reload, and finds them by their words', async () => {
  const { page, problems, billed, pass } = await setup({ clock: 'virtual' })
  for (const prompt of ['A red fox', 'A blue whale']) {
    await at(page, 'prompt').fill(prompt)
    await at(page, 'prompt').press('Control+Enter')
    await eventually(() => expect(page.title()).resolves.toMatch(prompt === 'A red fox' ? /^…/ : /^… 2 pictures/))
  }
  // What is paid comes back, whether or not the page has heard of it.
  await eventually(() => expect(billed()).toBe(2))
  await page.reload()
  await pass()
  await at(page, 'view-gallery').click()
  await eventually(() => expect(page.locator('[data-testid=gallery-item] img').count()).resolves.toBe(2))
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
