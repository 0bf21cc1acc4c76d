import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EmulatorOptions, startEmulator } from '@nano-banana/emulator'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { startPlayground } from '../server/start-playground.ts'
import { openBrowser } from './open-browser.ts'

let browser: Browser

beforeAll(async () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  await build({ root, logLevel: 'silent' })
  browser = await openBrowser()
}, 60_000)

afterAll(() => browser.close())

const slow = { queued: 4_000, handling: 4_000, archiving: 4_000 }
const quick = { queued: 300, handling: 300, archiving: 300 }

/** A page on a playground of its own, and everything that went wrong or out on it. */
async function setup(emulator: EmulatorOptions = { stages: quick }, env: Readonly<Record<string, string>> = {}) {
  const playground = await startPlayground({ port: 0, env, emulator })
  onTestFinished(playground.close)
  const context = await browser.newContext({ acceptDownloads: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const problems: string[] = []
  const posts: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url())
    if (!request.url().startsWith(playground.url) && !/^(data|blob):/.test(request.url())) problems.push(request.url())
  })
  await page.goto(playground.url)
  const billed = () => playground.ledger?.entries().length
  return { page, problems, posts, billed, playground, context }
}

const at = (page: Page, id: string) => page.getByTestId(id)

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
  await at(page, 'error').waitFor({ timeout: 60_000 })
  expect(billed()).toBe(1)
  isLost = false
  await at(page, 'again').click()
  await at(page, 'picture').waitFor()
  expect(billed()).toBe(1)
  expect(posts.length).toBeGreaterThan(2)
}, 90_000)

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
  const other = await browser.newContext()
  onTestFinished(() => other.close())
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
