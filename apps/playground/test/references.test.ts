import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { at, eventually, inBrowser, quick } from './in-browser.ts'

const { visit } = inBrowser()

const picture = (background: string, width = 64) =>
  sharp({ create: { width, height: 48, channels: 3, background } })
    .png()
    .toBuffer()

const file = async (name: string, color: string) => ({ name, mimeType: 'image/png', buffer: await picture(color) })

/** Lets files come from outside as a browser would tell of them. */
async function bring(page: Page, type: 'drop' | 'paste', name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ({ type, name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      const files = new DataTransfer()
      files.items.add(new File([bytes], name, { type: 'image/png' }))
      const options = { bubbles: true, cancelable: true }
      if (type === 'paste')
        document.body.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: files }))
      else
        for (const step of ['dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(step, { ...options, dataTransfer: files }))
    },
    { type, name, base64: bytes.toString('base64') },
  )
}

const seenWidths = (page: Page) =>
  page
    .locator('[data-testid=reference] img')
    .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth))

it('takes files that are chosen, dropped and pasted, in their order, and draws from them', async () => {
  const { page, billed, problems } = await visit({ stages: quick })
  await at(page, 'choose-file').waitFor()
  await at(page, 'reference-file').setInputFiles([await file('red.png', 'red'), await file('green.png', 'green')])
  await eventually(() => expect(at(page, 'reference').count()).resolves.toBe(2))
  await bring(page, 'drop', 'wide.png', await picture('blue', 96))
  await eventually(() => expect(at(page, 'reference').count()).resolves.toBe(3))
  await bring(page, 'paste', 'wider.png', await picture('blue', 128))
  await eventually(() => expect(seenWidths(page)).resolves.toEqual([64, 64, 96, 128]))

  // The same bytes are the same reference.
  await bring(page, 'drop', 'again.png', await picture('blue', 96))
  await page
    .getByRole('button', { name: /^Move .* to the front$/ })
    .last()
    .click()
  await eventually(() => expect(seenWidths(page)).resolves.toEqual([64, 64, 128, 96]))
  await page
    .getByRole('button', { name: /^Remove / })
    .first()
    .click()
  await eventually(() => expect(seenWidths(page)).resolves.toEqual([64, 128, 96]))

  await at(page, 'generate').click()
  await at(page, 'picture').waitFor()
  expect([billed(), problems]).toEqual([1, []])
})

it('says why a file cannot be a reference, and takes the next one all the same', async () => {
  const { page, posts } = await visit({ stages: quick })
  await at(page, 'choose-file').waitFor()
  const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') }
  const torn = { name: 'torn.png', mimeType: 'image/png', buffer: (await picture('red')).subarray(0, 60) }
  await at(page, 'reference-file').setInputFiles([notes])
  await page.getByRole('alert').getByText('notes.txt: content-type must be one of').waitFor()
  await at(page, 'reference-file').setInputFiles([torn, await file('good.png', 'green')])
  await page.getByRole('alert').getByText('torn.png: The picture').waitFor()
  await eventually(() => expect(at(page, 'reference').count()).resolves.toBe(1))
  expect(posts.filter((url) => url.endsWith('/tasks'))).toEqual([])
})

it('shows an uploaded picture to nobody who does not know its address, and as nothing but a picture', async () => {
  const { page } = await visit({ stages: quick })
  await at(page, 'choose-file').waitFor()
  await at(page, 'reference-file').setInputFiles([await file('red.png', 'red')])
  const address = await page.locator('[data-testid=reference] img').getAttribute('src')
  const answer = await fetch(address ?? '')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const other = await fetch(new URL('../uploads/anything.png', address ?? ''))
  expect(other.status).toBe(404)
})
