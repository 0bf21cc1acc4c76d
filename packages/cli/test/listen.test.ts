import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createNanoBanana, verifyCallback } from '@nano-banana/node'
import { expect, it, onTestFinished, vi } from 'vitest'
import { run } from '../src/program.ts'
import { parseSince } from '../src/since.ts'
import { createFakeTerminal } from './fake-terminal.ts'
import { setup } from './setup-emulator.ts'

const secret = 'a signing key of the account'

/** An app that acknowledges what is signed, and what it received. */
async function setupApp() {
  const taskIds: string[] = []
  const server = createServer(async (request, response) => {
    const callback = { body: await buffer(request), headers: request.headers, secrets: secret }
    const verified = await verifyCallback(callback).catch(() => undefined)
    if (verified) taskIds.push(verified.task.taskId)
    response.writeHead(verified?.verdict === 'trusted' ? 204 : 401).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, taskIds }
}

async function setupListening(env: Readonly<Record<string, string>> = {}, ...flags: readonly string[]) {
  const { emulator } = await setup({ quota: 0 })
  const app = await setupApp()
  const baseUrl = `${emulator.url}/v1`
  const terminal = createFakeTerminal({ env: { HIAPI_API_KEY: 'sk-test-cli', HIAPI_BASE_URL: baseUrl, ...env } })
  const client = createNanoBanana({ apiKey: 'sk-test-cli', baseUrl })
  const exit = run(['listen', '--forward-to', app.url, ...flags], terminal)
  const create = () => client.tasks.create({ model: 'Nano-Banana-2', input: { prompt: 'a cat' } })
  const isSaid = (text: string) => vi.waitFor(() => expect(terminal.said.join('\n')).toContain(text))
  return { app, terminal, exit, create, isSaid }
}

it('delivers a signed callback for each task that ends, a line for each, until it is stopped', async () => {
  const { app, terminal, exit, create, isSaid } = await setupListening({ HIAPI_WEBHOOK_SECRET: secret })
  await isSaid(`Callbacks go to ${app.url}, signed`)
  const { taskId } = await create()
  await vi.waitFor(() => expect(terminal.printed).toHaveLength(1), 5_000)
  expect(terminal.printed[0]).toMatch(new RegExp(`^✓ 204  ${taskId}  success  \\d+ ms$`))
  terminal.stop()
  expect(await exit).toBe(0)
  expect(terminal.said.at(-1)).toBe('Stopped: 1 acknowledged, 0 given up, 0 unfinished.')
  expect(app.taskIds).toEqual([taskId])
})

it('says when a callback is not acknowledged, and when it is given up', async () => {
  const flags = ['--secret', 'another key than the app’s', '--speed', '1000000']
  const { terminal, exit, create, isSaid } = await setupListening({}, ...flags)
  await isSaid('Callbacks go to')
  await create()
  await vi.waitFor(() => expect(terminal.printed).toHaveLength(4), 5_000)
  expect(terminal.printed[0]).toMatch(
    /^✗ 401 {2}tk-hiapi-\w+ {2}success {2}\d+ ms {2}attempt 1 of 4, again in \d+\.\d s$/,
  )
  expect(terminal.printed[3]).toMatch(/attempt 4 of 4, given up$/)
  terminal.stop()
  expect(await exit).toBe(0)
})

it('tells programs the same, of tasks that ended before, too', async () => {
  const { app, terminal: first, exit: firstExit, create, isSaid } = await setupListening()
  await isSaid('unsigned (HIAPI_WEBHOOK_SECRET or --secret signs them)')
  const { taskId } = await create()
  first.stop()
  expect(await firstExit).toBe(0)

  const terminal = createFakeTerminal({ env: { ...first.env, HIAPI_WEBHOOK_SECRET: secret } as Record<string, string> })
  const exit = run(['listen', '--forward-to', app.url, '--since', '1h', '--json'], terminal)
  await vi.waitFor(() => expect(terminal.printed).toHaveLength(1), 5_000)
  const told = {
    taskId,
    status: 'success',
    attempt: 1,
    answer: 204,
    acknowledged: true,
    againInMs: null,
    emulated: true,
  }
  expect(JSON.parse(terminal.printed[0] ?? '')).toMatchObject(told)
  terminal.stop()
  expect(await exit).toBe(0)
})

it.each([
  [['--forward-to', 'https://app.example/hook'], /url must be on this machine/],
  [['--forward-to', 'http://localhost:9', '--secret', 'short'], /secrets must have 16 to 256 characters/],
  [['--forward-to', 'http://localhost:9', '--since', 'yesterday'], /must be a time ago/],
  [[], /required option '--forward-to <url>' not specified/],
])('exits with 2 for %j', async (flags, problem) => {
  const { terminal } = await setup()
  expect(await run(['listen', ...flags], terminal)).toBe(2)
  expect(terminal.said.join('\n')).toMatch(problem)
})

it('exits with 2 without a key, and says what to do', async () => {
  const terminal = createFakeTerminal({ isInteractive: true })
  expect(await run(['listen', '--forward-to', 'http://localhost:9'], terminal)).toBe(2)
  expect(terminal.said.join('\n')).toMatch(/set HIAPI_API_KEY/)
})

it.each([
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
])('%s is so long ago', (text, ms) => expect(parseSince(text, 1e12)).toBe(1e12 - ms))

it('a date is one, and nothing else', () => {
  const nowMs = Date.parse('2026-11-25T12:00Z')
  expect(parseSince('2026-11-25T10:00Z', nowMs)).toBe(nowMs - 7_200_000)
  expect(parseSince('2026-11-24', nowMs)).toBe(Date.parse('2026-11-24'))
  for (const text of ['2026-11-26', '2026-13-45', '1', '-1h', '1w', 'now', '99999999d', ''])
    expect(parseSince(text, nowMs)).toBeUndefined()
})
