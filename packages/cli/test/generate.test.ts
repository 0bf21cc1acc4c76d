import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { run } from '../src/program.ts'
import { createFakeTerminal } from './fake-terminal.ts'
import { folder, setup, size } from './setup-emulator.ts'

it('saves a picture of the asked size with the embedded emulator, and says that it is emulated', async () => {
  const terminal = createFakeTerminal()
  const out = join(await folder(), 'rainforest.png')
  const prompt = 'A glowing tropical rainforest at night'
  const flags = ['--aspect-ratio', '16:9', '--resolution', '2K', '--out', out, '--emulator']

  expect(await run(['generate', prompt, ...flags], terminal)).toBe(0)
  expect(await size(out)).toBe('2752x1536')
  expect(terminal.printed).toEqual([out])
  expect(terminal.said.join('\n')).toMatch(/embedded emulator.*nothing is billed/)
  expect(terminal.said.at(-1)).toMatch(/emulated$/)
})

it('prints one JSON object with --json, marked as emulated', async () => {
  const { terminal, out } = await setup()
  expect(await run(['generate', 'a cat', '--out', out, '--json'], terminal)).toBe(0)
  expect(terminal.printed).toHaveLength(1)
  expect(JSON.parse(terminal.printed[0] ?? '')).toMatchObject({
    status: 'success',
    taskId: expect.stringMatching(/^tk-hiapi-/),
    files: [{ path: out, format: 'png', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    emulated: true,
  })
})

it('gives the first task again, unbilled, under the same key', async () => {
  const { emulator, terminal, out } = await setup()
  const again = ['generate', 'a cat', '--out', out, '--force', '--idempotency-key', 'my-key']
  expect(await run(again, terminal)).toBe(0)
  expect(await run(again, terminal)).toBe(0)
  expect(emulator.ledger.entries()).toMatchObject([{ idempotencyKey: 'my-key', replays: 1 }])
})

it('keeps an existing file, and finds that before money is spent', async () => {
  const { emulator, terminal, out } = await setup()
  await writeFile(out, 'mine')
  expect(await run(['generate', 'a cat', '--out', out], terminal)).toBe(2)
  expect(await readFile(out, 'utf8')).toBe('mine')
  expect(emulator.ledger.entries()).toEqual([])
  expect(await run(['generate', 'a cat', '--out', out, '--force'], terminal)).toBe(0)
  expect(await size(out)).toBe('1024x1024')
})

it('finds a folder that cannot be written before money is spent', async () => {
  const { emulator, terminal, out } = await setup()
  await writeFile(out, 'a file, no folder')
  expect(await run(['generate', 'a cat', '--out', join(out, 'picture.png')], terminal)).toBe(2)
  expect(emulator.ledger.entries()).toEqual([])
})

it.each([
  [['--aspect-ratio', '16x9'], /aspect_ratio must be one of .* Did you mean 16:9/],
  [['--resolution', '8K'], /resolution must be one of 1K, 2K, 4K; received "8K"/],
  [['--format', 'webp'], /output_format must be one of png, jpg/],
  [['--reference', 'file:///etc/passwd'], /image_input\.0 must be an https URL/],
])('names the field of bad input: %j', async (flags, message) => {
  const { emulator, terminal, out } = await setup()
  expect(await run(['generate', 'a cat', '--out', out, ...flags], terminal)).toBe(2)
  expect(terminal.said.join('\n')).toMatch(message)
  expect(emulator.ledger.entries()).toEqual([])
})

it('exits with 3 and the reason when the task fails', async () => {
  const { terminal, out } = await setup()
  expect(await run(['generate', 'a cat [fail]', '--out', out], terminal)).toBe(3)
  expect(terminal.said.join('\n')).toMatch(/The prompt asked for a failure \(TASK_FAILED\)/)
  expect(await readdir(join(out, '..'))).toEqual([])
})

it('exits with 4 when the service refuses the key', async () => {
  const { terminal, out, emulator } = await setup()
  const wrong = createFakeTerminal({ env: { HIAPI_API_KEY: 'sk-live-x', HIAPI_BASE_URL: emulator.url } })
  expect(await run(['generate', 'a cat', '--out', out], wrong)).toBe(4)
  expect(wrong.said.join('\n')).toContain('HTTP 401')
  expect(terminal.said).toEqual([])
})

it('exits with 130 on Ctrl-C, and says that the task goes on and how to pick it up', async () => {
  const { terminal, out } = await setup({ stages: { queued: 60_000, handling: 0, archiving: 0 } })
  const running = run(['generate', 'a cat', '--out', out], terminal)
  await vi.waitFor(() => expect(terminal.said.join('\n')).toContain('queued'))
  terminal.stop()
  expect(await running).toBe(130)
  expect(terminal.said.join('\n')).toMatch(
    /goes on and may bill[\s\S]*nano-banana wait tk-hiapi-\w+ --out ".*picture.png"/,
  )
})

it('says on Ctrl-C that the embedded emulator ends with it', async () => {
  const terminal = createFakeTerminal()
  const running = run(['generate', 'a cat', '--out', join(await folder(), 'a.png'), '--emulator'], terminal)
  await vi.waitFor(() => expect(terminal.said.join('\n')).toContain('queued'))
  terminal.stop()
  expect(await running).toBe(130)
  expect(terminal.said.at(-1)).toMatch(/ends with this command; nothing was billed/)
})

it('exits with 6 when the time is up, and says how to pick the task up', async () => {
  const { terminal, out } = await setup({ stages: { queued: 60_000, handling: 0, archiving: 0 } })
  expect(await run(['generate', 'a cat', '--out', out, '--timeout', '0.5'], terminal)).toBe(6)
  expect(terminal.said.join('\n')).toMatch(/Pick it up: nano-banana wait tk-hiapi-/)
})

it('names the task when the picture is made but cannot be saved, for people and for programs', async () => {
  for (const json of [false, true]) {
    const { terminal, out, emulator } = await setup()
    const running = run(['generate', 'a cat', '--out', out, ...(json ? ['--json'] : [])], terminal)
    await vi.waitFor(() => expect(emulator.ledger.entries()).toHaveLength(1))
    await writeFile(out, 'somebody else was faster')
    expect(await running).toBe(7)
    const [{ taskId } = { taskId: '' }] = emulator.ledger.entries()
    if (json) expect(JSON.parse(terminal.printed[0] ?? '')).toMatchObject({ error: { code: 'download', taskId } })
    else expect(terminal.said.join('\n')).toContain(`nano-banana wait ${taskId} --out`)
  }
})
