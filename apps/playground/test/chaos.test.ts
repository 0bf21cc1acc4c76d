import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { SwitchName } from '../src/chaos/switches.ts'
import { at, eventually, inBrowser, quick, witness } from './in-browser.ts'
import { startMain } from './start-main.ts'

const { visit, look } = inBrowser()

const count = async (page: Page, id: string): Promise<number> => Number(await at(page, id).textContent())

async function books(page: Page) {
  const [wanted, billed, delivered] = [
    await count(page, 'wanted'),
    await count(page, 'billed'),
    await count(page, 'delivered'),
  ]
  return { wanted, billed, delivered }
}

/** Waits until one picture was asked for, billed and delivered, and shown. */
async function paidOnce(page: Page): Promise<void> {
  await eventually(async () => {
    expect(await books(page)).toEqual({ wanted: 1, billed: 1, delivered: 1 })
    expect(await at(page, 'chaos-status').textContent()).toBe('success')
  })
}

async function openChaos(page: Page): Promise<void> {
  await at(page, 'view-chaos').click()
  await at(page, 'switch-lostAnswers').waitFor()
}

/** What can be broken, how many requests for the task it takes then, and how often what is seen of it on the wire. */
const breaks: readonly (readonly [name: SwitchName, sent: number, trace: RegExp, atLeast: number])[] = [
  ['lostAnswers', 3, /server → servicePOST .*no answer/, 2],
  ['tooManyRequests', 2, /server → service.*429/, 2],
  ['serverErrors', 2, /POST \/v1\/tasks502/, 1],
  ['slowNetwork', 1, /POST \/v1\/tasks200[4-9]\d\d ms/, 1],
  ['droppedCallbacks', 1, /service → server.*dropped on purpose/, 1],
  ['lateCallbacks', 1, /^\+([3-9]|\d\d)\.\d\d sservice → server/, 1],
  ['duplicateCallbacks', 1, /service → server.*200/, 2],
  ['unknownStatus', 1, /server → service.*"status": "polishing"/, 1],
]

async function switchOn(page: Page, name: SwitchName): Promise<void> {
  await at(page, `switch-${name}`).click()
  await eventually(() => expect(at(page, `switch-${name}`).getAttribute('data-state')).resolves.toBe('checked'))
}

it.each(breaks)(
  'bills and delivers one picture through %s, with %i requests for it',
  async (name, sent, trace, atLeast) => {
    const { page, billed, problems } = await visit({ stages: quick })
    await openChaos(page)
    await switchOn(page, name)
    await at(page, 'chaos-generate').click()
    await paidOnce(page)
    expect(await count(page, 'sent')).toBe(sent)
    expect([billed(), problems]).toEqual([1, []])
    // It was really broken.
    await at(page, 'view-wire').click()
    await eventually(async () => {
      const rows = await at(page, 'wire-entry').evaluateAll((entries) =>
        entries.map((entry) => entry.textContent?.replaceAll('\n', ' ') ?? ''),
      )
      expect(rows.filter((row) => trace.test(row)).length, rows.join('\n')).toBeGreaterThanOrEqual(atLeast)
    })
  },
  60_000,
)

it('bills and delivers one picture through everything at once', async () => {
  const { page, billed } = await visit({ stages: quick })
  await openChaos(page)
  for (const [name] of breaks) await switchOn(page, name)
  await at(page, 'chaos-generate').click()
  await paidOnce(page)
  expect(billed()).toBe(1)
})

it('says so where the link of an output has expired, and shows the picture when it is back', async () => {
  const { page, billed } = await visit({ stages: quick })
  await openChaos(page)
  await switchOn(page, 'expiredOutputs')
  await at(page, 'view-create').click()
  await at(page, 'generate').click()
  await page.getByRole('alert').getByText('its link may have expired').waitFor()
  await at(page, 'view-chaos').click()
  await at(page, 'switch-expiredOutputs').click()
  await eventually(() =>
    expect(at(page, 'switch-expiredOutputs').getAttribute('data-state')).resolves.toBe('unchecked'),
  )
  await page.reload()
  await at(page, 'view-create').click()
  await at(page, 'picture').waitFor()
  expect(billed()).toBe(1)
})

it('cannot be unplugged where nobody would start it again', async () => {
  const { page, context, playground } = await visit()
  await openChaos(page)
  await page.getByText('The plug cannot be pulled').waitFor()
  const answer = await context.request.post(`${playground.url}/api/chaos/plug`)
  expect(answer.status()).toBe(409)
})

it('bills and delivers one picture when the server is killed in mid-task, and comes back', async () => {
  const { page } = await look(await startMain())
  await openChaos(page)
  const states = await witness(page, `document.querySelector('[data-testid=server-state]')?.textContent`)
  await at(page, 'generate-and-pull').click()
  await paidOnce(page)
  expect(await states()).toEqual(['server is up', 'server is down', 'server is up'])
  // The first request was sent and answered, but nobody lived to hear it: the same one went again.
  expect(await count(page, 'sent')).toBeGreaterThan(1)
  await at(page, 'view-create').click()
  await at(page, 'film').click()
  await at(page, 'picture').waitFor()
})

it('takes up a picture whose server was killed while it was drawn', async () => {
  const { page } = await look(await startMain())
  await openChaos(page)
  await at(page, 'chaos-generate').click()
  await eventually(() => expect(count(page, 'billed')).resolves.toBe(1))
  await at(page, 'pull').click()
  await paidOnce(page)
})

it('is nothing to strangers, and nothing at all behind a key', async () => {
  const { playground, newVisitor } = await visit().then((one) => ({ ...one, newVisitor: one.context }))
  const stranger = await fetch(`${playground.url}/api/chaos`)
  expect(stranger.status).toBe(401)
  expect((await newVisitor.request.get(`${playground.url}/api/chaos`)).status()).toBe(200)
  const real = await visit({}, { HIAPI_API_KEY: 'sk-test-real', HIAPI_BASE_URL: 'http://127.0.0.1:9' })
  expect(await real.page.getByTestId('view-chaos').count()).toBe(0)
  expect((await real.context.request.get(`${real.playground.url}/api/chaos`)).status()).toBe(404)
})
