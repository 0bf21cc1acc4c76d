import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { startTestEmulator } from '@nano-banana/emulator/testing'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { build } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { type Snippet, snippetsFor } from '../src/code/snippets.ts'
import type { Wish } from '../src/wish/wish.ts'
import { at, inBrowser } from './in-browser.ts'

const run = promisify(execFile)
const { visit } = inBrowser()
const app = resolve(import.meta.dirname, '..')
const source = '--conditions=@nano-banana/source'

const wish: Wish = {
  // Whatever a shell or a language could stumble over.
  prompt: `It's a "quiet" $HOME \\ harbour; \`dawn\` & 100% 北斎`,
  image_input: [],
  aspect_ratio: '16:9',
  resolution: '1K',
  output_format: 'jpg',
}
const expected = { format: 'jpeg', width: 1376, height: 768 }

/** A snippet with an emulator to run on, and a folder to run in, from which the project's packages are found. */
async function setup(name: Snippet['name']) {
  const emulator = await startTestEmulator()
  onTestFinished(emulator.close)
  const folder = await mkdtemp(join(app, 'node_modules', '.snippet-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const snippet = snippetsFor({ wish, local: { url: emulator.url, apiKey: emulator.apiKey } }).find(
    (one) => one.name === name,
  )
  if (!snippet) throw new Error('No such snippet')
  return { emulator, folder, code: snippet.code }
}

const pictureIn = async (folder: string) => sharp(await readFile(join(folder, 'picture.jpg'))).metadata()

it('makes the picture by curl', async () => {
  const { emulator, folder, code } = await setup('curl')
  await run('bash', ['-euo', 'pipefail', '-c', code], { cwd: folder })
  expect(await pictureIn(folder)).toMatchObject(expected)
  expect(emulator.ledger.entries()).toHaveLength(1)
})

it('makes the picture once by curl, although the first answer is lost', async () => {
  const { emulator, folder, code } = await setup('curl')
  emulator.faults.add({ on: 'create', fault: { kind: 'drop_after' } })
  await run('bash', ['-euo', 'pipefail', '-c', code], { cwd: folder })
  expect(emulator.ledger.entries()).toMatchObject([{ replays: 1 }])
})

it('makes the picture in Node', async () => {
  const { emulator, folder, code } = await setup('Node')
  await writeFile(join(folder, 'picture.mjs'), code)
  const { stdout } = await run(process.execPath, [source, 'picture.mjs'], { cwd: folder })
  expect(stdout).toContain('picture.jpg')
  expect(await pictureIn(folder)).toMatchObject(expected)
  expect(emulator.ledger.entries()).toHaveLength(1)
})

it('makes the picture by the command', async () => {
  const { emulator, folder, code } = await setup('CLI')
  // What npx would fetch from the registry is taken from here.
  const main = resolve(app, '../../packages/cli/src/main.ts')
  const npx = `#!/bin/sh\n[ "$1" = @nano-banana/cli ] || exit 9\nshift\nexec '${process.execPath}' ${source} '${main}' "$@"\n`
  await writeFile(join(folder, 'npx'), npx)
  await chmod(join(folder, 'npx'), 0o755)
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` }
  await run('bash', ['-euo', 'pipefail', '-c', code], { cwd: folder, env })
  expect(await pictureIn(folder)).toMatchObject(expected)
  expect(emulator.ledger.entries()).toHaveLength(1)
})

/** Runs code in the page as a bundle of its own, as an app would have it. */
async function runInPage(page: Page, folder: string, code: string): Promise<void> {
  await writeFile(join(folder, 'entry.jsx'), code)
  const { output } = (await build({
    ...{ root: folder, configFile: false, logLevel: 'silent' },
    resolve: { conditions: ['@nano-banana/source', 'module', 'browser', 'production'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { write: false, target: 'es2023', rollupOptions: { input: join(folder, 'entry.jsx') } },
  })) as { output: readonly { readonly code: string }[] }
  const [chunk] = output
  await page.route('**/snippet.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: chunk?.code ?? '' }),
  )
  await page.evaluate(() => {
    document.body.replaceChildren()
    document.body.append(Object.assign(document.createElement('script'), { type: 'module', src: '/snippet.js' }))
  })
}

const widthOf = (page: Page) =>
  page.locator('body > img, main img').evaluate((image) => (image as HTMLImageElement).naturalWidth)

it('makes the picture in a browser', async () => {
  const { folder, code } = await setup('Browser')
  const { page, billed } = await visit()
  await runInPage(page, folder, code)
  await page.locator('body > img').waitFor()
  await page.waitForFunction(() => document.querySelector('img')?.complete)
  expect(await widthOf(page)).toBe(1376)
  expect(billed()).toBe(1)
})

it('makes the picture in React', async () => {
  const { folder, code } = await setup('React')
  const { page, billed } = await visit()
  const mounted = `import { createRoot } from 'react-dom/client'
${code}
const main = document.body.appendChild(document.createElement('main'))
createRoot(main).render(<App />)`
  await runInPage(page, folder, mounted)
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.locator('main img').waitFor()
  await page.waitForFunction(() => document.querySelector('img')?.complete)
  expect(await widthOf(page)).toBe(1376)
  expect(billed()).toBe(1)
})

it('shows and copies the code of the form as it stands', async () => {
  const { page, context, problems } = await visit()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await at(page, 'prompt').fill('A fox that says "hello"')
  await at(page, 'resolution-2K').click()
  await at(page, 'view-code').click()
  for (const name of ['curl', 'Node', 'Browser', 'React', 'CLI']) {
    await at(page, `code-${name}`).click()
    await page.getByRole('tabpanel').getByTestId('copy').click()
    await page.getByRole('tabpanel').getByText('Copied').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain('A fox that says')
    expect(copied).toContain('2K')
    expect(copied).toBe(await page.getByRole('tabpanel').getByTestId('code').textContent())
  }
  expect(problems).toEqual([])
})

it('asks HiAPI itself where there is a key, and shows none', () => {
  for (const { code, name } of snippetsFor({ wish, local: undefined })) {
    expect(code).not.toContain('sk-')
    if (name === 'curl') expect(code).toContain('https://api.hiapi.ai')
  }
})
