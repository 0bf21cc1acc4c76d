import { startTestEmulator } from '@nano-banana/emulator/testing'
import { expect, it, onTestFinished } from 'vitest'
import { findBarriers } from './find-barriers.ts'
import { at, eventually, inBrowser } from './in-browser.ts'

const { visit } = inBrowser()

/** A page in front of the real service's address, behind which a twin answers: nothing leaves this machine. */
async function setup() {
  const twin = await startTestEmulator()
  onTestFinished(twin.close)
  const toTwin: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    return fetch(new Request(request.url.replace('https://api.hiapi.ai', twin.url), request))
  }
  const opened = await visit({}, { HIAPI_API_KEY: twin.apiKey }, { fetch: toTwin })
  return { ...opened, paid: () => twin.ledger.entries().length }
}

it('asks before the first picture that costs money, and again when what was allowed is spent', async () => {
  const { page, paid } = await setup()
  await page.getByText('pictures cost money').waitFor()
  await at(page, 'prompt').press('Enter')
  await at(page, 'spending').waitFor()
  expect(await findBarriers(page, 'spending')).toEqual([])
  await page.getByRole('button', { name: 'Not now' }).click()
  await at(page, 'spending').waitFor({ state: 'detached' })
  expect(paid()).toBe(0)

  await at(page, 'generate').click()
  await at(page, 'allow-3').click()
  await at(page, 'allow').click()
  await eventually(() => expect(paid()).toBe(1))
  for (const count of [2, 3]) {
    await at(page, 'generate').click()
    await eventually(() => expect(paid()).toBe(count))
  }
  await at(page, 'generate').click()
  await at(page, 'spending').getByText('3 were made here today').waitFor()
  expect(paid()).toBe(3)
})

it('is paid nothing by whoever goes around the page', async () => {
  const { page, context, playground, paid } = await setup()
  await at(page, 'generate').waitFor()
  const ask = async (key: string) =>
    context.request.post(`${playground.url}/api/nano-banana/tasks`, {
      headers: { 'idempotency-key': key },
      data: { model: 'Nano-Banana-2', input: { prompt: 'A fox' } },
    })
  expect((await ask('wish-1')).status()).toBe(402)
  await context.request.put(`${playground.url}/api/spending`, { data: { pictures: 1 } })
  expect((await ask('wish-1')).status()).toBe(200)
  expect((await ask('wish-1')).status()).toBe(200)
  expect((await ask('wish-2')).status()).toBe(402)
  for (const pictures of [-1, 1.5, 1e9, 'many'])
    expect((await context.request.put(`${playground.url}/api/spending`, { data: { pictures } })).status()).toBe(400)
  expect(paid()).toBe(1)
})

it('takes no files there, and says why', async () => {
  const { page, context, playground } = await setup()
  await at(page, 'files-story').getByText('HiAPI cannot reach this machine').waitFor()
  expect(await at(page, 'choose-file').count()).toBe(0)
  const answer = await context.request.post(`${playground.url}/api/nano-banana/uploads`, { data: 'x' })
  expect(answer.status()).toBe(501)
})
