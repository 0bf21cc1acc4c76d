import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { startEmulator } from '@nano-banana/emulator'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { at, eventually, inBrowser, quick } from './in-browser.ts'

const run = promisify(execFile)
const { visit, newContext } = inBrowser()

async function makePicture(page: Page, prompt = 'A red fox'): Promise<void> {
  await at(page, 'prompt').fill(prompt)
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor()
}

const linesOf = (page: Page) =>
  at(page, 'wire-entry').evaluateAll((rows) =>
    rows.map((row) => `${row.getAttribute('data-road')} ${row.querySelector('summary .font-mono')?.textContent}`),
  )

it('shows what passed, in order, from the page to the service and back', async () => {
  const { page, problems } = await visit({ stages: quick })
  await makePicture(page)
  await at(page, 'view-wire').click()
  await eventually(async () => {
    const lines = await linesOf(page)
    expect(lines[0]).toBe('page POST /api/nano-banana/tasks')
    expect(lines[1]).toBe('service POST /v1/tasks')
    expect(lines.filter((line) => line.startsWith('service GET /v1/tasks')).length).toBeGreaterThan(0)
    expect(lines.filter((line) => line.startsWith('callback POST /callbacks/'))).toHaveLength(1)
    expect(lines.filter((line) => line.startsWith('event')).length).toBeGreaterThan(0)
  })
  expect(problems).toEqual([])
})

it('shows every try under its one key, and the answers that never came', async () => {
  const { page } = await visit({ stages: quick })
  await at(page, 'view-chaos').click()
  await at(page, 'switch-lostAnswers').click()
  await eventually(() => expect(at(page, 'switch-lostAnswers').getAttribute('data-state')).resolves.toBe('checked'))
  await at(page, 'view-create').click()
  await makePicture(page)
  await eventually(() => expect(at(page, 'spent').textContent()).resolves.toContain('3 creates'))
  await at(page, 'view-wire').click()
  const creates = at(page, 'wire-entry').filter({ hasText: 'POST /v1/tasks' })
  await eventually(() => expect(creates.count()).resolves.toBe(3))
  expect(await creates.nth(0).textContent()).toContain('no answer')
  const keys = await creates.evaluateAll((rows) =>
    rows.map((row) => /idempotency-key: (\S+?)\{/.exec(row.textContent ?? '')?.[1]),
  )
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toMatch(/^hiapi-/)
})

it('says what told of each state, and what that took', async () => {
  const { page } = await visit({ stages: { queued: 600, handling: 900, archiving: 600 } })
  await at(page, 'generate').click()
  await eventually(() => expect(at(page, 'estimate').textContent()).resolves.toMatch(/^About [\d.]+ s more: 8 of 10/))
  await at(page, 'picture').waitFor()
  await eventually(async () => {
    const told = await at(page, 'told-by').textContent()
    expect(told).toContain('queued answer → answer')
    expect(told).toMatch(/success (callback|poll|list) → (event|poll)/)
    expect(await at(page, 'spent').textContent()).toMatch(/^1 create · \d+ reads? .*1 callback in$/)
  })
})

it('gives a request as a command that runs, without its key', async () => {
  const service = await startEmulator({ stages: quick, quota: 0 })
  onTestFinished(service.close)
  const key = 'sk-test-CANARY-77'
  const { page, context } = await visit({}, { HIAPI_API_KEY: key, HIAPI_BASE_URL: service.url })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await makePicture(page)
  await at(page, 'view-wire').click()
  const create = at(page, 'wire-entry').filter({ hasText: 'POST /v1/tasks' })
  await create.locator('summary').click()
  await create.getByTestId('copy-curl').click()
  await create.getByText('Copied').waitFor()
  const command = await page.evaluate(() => navigator.clipboard.readText())
  expect(command).not.toContain(key)
  expect(await page.content()).not.toContain(key)
  const { stdout } = await run('bash', ['-c', command], { env: { ...process.env, HIAPI_API_KEY: key } })
  // The same key and the same bytes: the same task.
  expect(JSON.parse(stdout)).toMatchObject({ code: 200 })
  expect(service.ledger.entries()).toMatchObject([{ replays: 1 }])
})

it('shows nobody what another visitor does', async () => {
  const { page, playground } = await visit({ stages: quick })
  const other = await (await newContext()).newPage()
  await other.goto(playground.url)
  await makePicture(page, 'A secret fox')
  await makePicture(other, 'A blue whale')
  await at(other, 'view-wire').click()
  await eventually(() => expect(other.locator('[data-road=callback]').count()).resolves.toBe(1))
  const seen = await other.locator('main').textContent()
  expect(seen).toContain('A blue whale')
  expect(seen).not.toContain('A secret fox')
  const answer = await fetch(`${playground.url}/api/wire`)
  expect(answer.status).toBe(401)
})

it('believes no callback that anybody may have made up', async () => {
  const { page, playground } = await visit({ stages: { queued: 60_000, handling: 0, archiving: 0 } })
  await at(page, 'generate').click()
  await at(page, 'task-id').waitFor()
  const taskId = await at(page, 'task-id').textContent()
  const knock = async (body: string) =>
    (
      await fetch(`${playground.url}/callbacks/anything`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    ).status
  const task = { taskId, model: 'Nano-Banana-2', status: 'success', created: 1, completed: 2, output: [] }
  expect(await knock(JSON.stringify(task))).toBe(401)
  expect(await knock('x'.repeat(70_000))).toBe(413)
  await at(page, 'view-wire').click()
  await at(page, 'wire-entry').first().waitFor()
  expect(await page.locator('[data-road=callback]').count()).toBe(0)
  await at(page, 'view-create').click()
  expect(await at(page, 'status').textContent()).toBe('queued')
})
