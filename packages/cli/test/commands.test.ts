import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { run } from '../src/program.ts'
import { createFakeTerminal } from './fake-terminal.ts'
import { folder, setup, size } from './setup-emulator.ts'

describe('without a key', () => {
  it.each([['generate', 'a cat'], ['get', 'tk-hiapi-x'], ['wait', 'tk-hiapi-x'], ['list']])(
    '%s exits with 2 and says what to do',
    async (...argv) => {
      const terminal = createFakeTerminal()
      expect(await run(argv, terminal)).toBe(2)
      expect(terminal.said.join('\n')).toMatch(/apiKey is missing: set HIAPI_API_KEY, or pass --emulator/)
      expect(terminal.printed).toEqual([])
    },
  )

  it('a person at a terminal gets the emulator with a clear notice, and a live line', async () => {
    const terminal = createFakeTerminal({ isInteractive: true })
    expect(await run(['generate', 'a cat', '--out', join(await folder(), 'a.png')], terminal)).toBe(0)
    expect(terminal.said[0]).toMatch(/^No HIAPI_API_KEY: using the embedded emulator/)
    expect(terminal.rewritten.some((line) => /handling · tk-hiapi-\w+ · \d+\.\d s/.test(line))).toBe(true)
  })
})

describe('a task made earlier', () => {
  it('is shown by get and list, and saved by wait', async () => {
    const { emulator, terminal, out } = await setup()
    await run(['generate', 'a cat', '--out', out, '--json'], terminal)
    const { taskId } = JSON.parse(terminal.printed[0] ?? '')

    expect(await run(['get', taskId], terminal)).toBe(0)
    expect(terminal.printed[1]).toMatch(new RegExp(`^${taskId}  success`))
    expect(await run(['list', '--size', '5', '--json'], terminal)).toBe(0)
    expect(JSON.parse(terminal.printed.at(-1) ?? '')).toMatchObject({
      total: 1,
      size: 5,
      tasks: [{ taskId }],
      emulated: true,
    })
    expect(await run(['list'], terminal)).toBe(0)
    expect(await run(['wait', taskId, '--out', out, '--force'], terminal)).toBe(0)
    expect(emulator.ledger.entries()).toHaveLength(1)
  })

  it('that does not exist exits with 4', async () => {
    const { terminal } = await setup()
    expect(await run(['get', 'tk-hiapi-none'], terminal)).toBe(4)
    expect(await run(['get', 'tk-hiapi-none', '--json'], terminal)).toBe(4)
    expect(JSON.parse(terminal.printed[0] ?? '')).toMatchObject({ error: { code: 'api', status: 404 }, emulated: true })
  })
})

describe('usage', () => {
  it.each([
    [['generate']],
    [['generate', 'a', '--nonsense']],
    [['nonsense']],
    [['list', '--size', 'many']],
    [['emulator', '--port', '-1']],
    [['emulator', '--clock', 'sundial']],
  ])('%j exits with 2', async (argv) => {
    const terminal = createFakeTerminal()
    expect(await run(argv, terminal)).toBe(2)
    expect(terminal.said.join('\n')).toMatch(/error: /)
  })

  it('help is no error and names every command', async () => {
    const terminal = createFakeTerminal()
    expect(await run(['--help'], terminal)).toBe(0)
    for (const name of ['generate', 'wait', 'get', 'list', 'doctor', 'emulator'])
      expect(terminal.printed.join('\n')).toContain(`  ${name} `)
  })
})

describe('emulator', () => {
  it('prints its address on the first line and serves until it is stopped', async () => {
    const terminal = createFakeTerminal()
    const running = run(['emulator', '--port', '0'], terminal)
    await vi.waitFor(() => expect(terminal.printed[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/))
    const headers = { authorization: 'Bearer sk-test-a' }
    expect((await fetch(`${terminal.printed[0]}/v1/tasks`, { headers })).status).toBe(200)
    terminal.stop()
    expect(await running).toBe(0)
  })

  it('takes secrets and prints none of them', async () => {
    const terminal = createFakeTerminal()
    const [token, secret] = ['a control token of some length', 'a webhook secret of some length']
    const flags = ['--port', '0', '--control-token', token, '--webhook-secret', secret, '--balance', '0']
    const running = run(['emulator', ...flags], terminal)
    await vi.waitFor(() => expect(terminal.printed[0]).toMatch(/^http/))
    const ask = (path: string, key: string, body?: string) =>
      fetch(`${terminal.printed[0]}${path}`, {
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body && { method: 'POST', body }),
      })
    expect((await ask('/control/ledger', token)).status).toBe(200)
    const body = '{"model":"Nano-Banana-2","input":{"prompt":"a cat"}}'
    expect((await ask('/v1/tasks', 'sk-test-a', body)).status).toBe(402)
    terminal.stop()
    await running
    expect([...terminal.printed, ...terminal.said].join()).not.toMatch(/of some length/)
  })

  it('has a clock that stands still until it is advanced', async () => {
    const terminal = createFakeTerminal()
    const token = 'a control token of some length'
    const running = run(['emulator', '--port', '0', '--clock', 'virtual', '--control-token', token], terminal)
    await vi.waitFor(() => expect(terminal.printed[0]).toMatch(/^http/))
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const advance = { method: 'POST', headers, body: '{"ms":60000}' }
    expect((await fetch(`${terminal.printed[0]}/control/advance`, advance)).status).toBe(200)
    terminal.stop()
    await running
  })

  it('refuses a secret that is too short for one', async () => {
    const terminal = createFakeTerminal()
    expect(await run(['emulator', '--port', '0', '--webhook-secret', 'short'], terminal)).toBe(2)
    expect(terminal.said.join()).toMatch(/webhookSecret must have 16 to 256 characters/)
    expect(terminal.printed).toEqual([])
  })
})

it('saves a paid picture although nobody reads what it says any more', async () => {
  const { emulator, terminal, out } = await setup()
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const argv = ['--conditions=@nano-banana/source', main, 'generate', 'a fish', '--out', out]
  const child = spawn(process.execPath, argv, {
    env: { ...process.env, ...terminal.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await once(child.stderr, 'data')
  child.stderr.destroy()
  child.stdout.destroy()
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(await size(out)).toBe('1024x1024')
  expect(emulator.ledger.entries()).toHaveLength(1)
})
