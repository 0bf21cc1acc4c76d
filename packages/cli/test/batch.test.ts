import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunningEmulator } from '@nano-banana/emulator'
import { expect, it } from 'vitest'
import { run } from '../src/program.ts'
import { createFakeTerminal } from './fake-terminal.ts'
import { folder, setup } from './setup-emulator.ts'

const rows = [
  { id: 'fox', prompt: 'A red fox', output_format: 'jpg' },
  { id: 'hill', prompt: 'A green hill', output_format: 'jpg' },
]

/** A batch of two rows in a file, and a command that runs it against an emulator without a quota. */
async function setupBatch(lines: readonly object[] = rows, options: Parameters<typeof setup>[0] = {}) {
  const { emulator, terminal } = await setup({ quota: 0, ...options })
  const path = await folder()
  const [file, out] = [join(path, 'prompts.jsonl'), join(path, 'pictures')]
  const write = (next: readonly object[]): Promise<void> =>
    writeFile(file, next.map((row) => `${JSON.stringify(row)}\n`).join(''))
  await write(lines)
  const batch = (...flags: string[]): Promise<number> => run(['batch', file, '--out', out, ...flags], terminal)
  const results = async (): Promise<readonly { readonly id: string; readonly status: string }[]> =>
    (await readFile(join(out, 'results.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  return { emulator, terminal, file, out, write, batch, results }
}

const tasksOf = ({ ledger }: RunningEmulator): number => ledger.entries().length

it('makes a picture of each row, and running it again makes none', async () => {
  const { emulator, terminal, out, batch, results } = await setupBatch()
  expect(await batch('--price', '1K=0.05')).toBe(0)
  expect(terminal.printed).toEqual([join(out, 'results.jsonl')])
  expect(terminal.said).toContain('cost: 0.10')
  expect(terminal.said.at(-2)).toMatch(/^2\/2 · 2 saved · .*0\.10 spent$/)
  expect(await results()).toMatchObject([
    { id: 'fox', status: 'saved', files: [{ file: 'fox.jpg' }] },
    { id: 'hill', status: 'saved', files: [{ file: 'hill.jpg' }] },
  ])
  expect(await batch()).toBe(0)
  expect(tasksOf(emulator)).toBe(2)
})

it('only tells, in a dry run: every error of every row, time, disk and cost', async () => {
  const { emulator, terminal, file, batch } = await setupBatch([...rows, { prompt: '', resolution: '9K' }])
  expect(await batch('--dry-run', '--price', '1K=0.05')).toBe(2)
  expect(terminal.said).toEqual([
    expect.stringMatching(`✗ ${file}:3 prompt `),
    expect.stringMatching(`✗ ${file}:3 resolution must be one of 1K, 2K, 4K`),
  ])
  expect(terminal.printed).toEqual([
    '3 rows: 2 to make, 0 under way, 0 ended, 1 unfit',
    expect.stringMatching(/^time: /),
    expect.stringMatching(/^disk: about \d+ MB$/),
    'cost: 0.10',
  ])
  expect(tasksOf(emulator)).toBe(0)
})

it('leaves an edited row alone, says so, and does not pay for it again', async () => {
  const { emulator, terminal, write, batch } = await setupBatch()
  await batch()
  await write([{ id: 'fox', prompt: 'A blue fox', output_format: 'jpg' }, ...rows.slice(1)])
  expect(await batch()).toBe(2)
  expect(terminal.said.join('\n')).toMatch(/row fox asks for something else than before/)
  expect(tasksOf(emulator)).toBe(2)
})

it('makes no more tasks than --max-tasks, of all runs', async () => {
  const { emulator, terminal, batch } = await setupBatch()
  expect(await batch('--max-tasks', '1')).toBe(6)
  expect(await batch('--max-tasks', '1')).toBe(6)
  expect(terminal.said.join('\n')).toMatch(/1 rows more would be over --max-tasks/)
  expect(tasksOf(emulator)).toBe(1)
})

it('asks again for a failed row only when it is told to', async () => {
  const { emulator, terminal, batch } = await setupBatch([{ id: 'fox', prompt: 'A red fox [fail]' }])
  expect(await batch()).toBe(3)
  expect(terminal.said.join('\n')).toMatch(/✗ fox failed: /)
  expect(await batch()).toBe(3)
  expect(tasksOf(emulator)).toBe(1)
  expect(await batch('--retry-failed')).toBe(3)
  expect(tasksOf(emulator)).toBe(2)
})

it('prints one JSON object a line', async () => {
  const { terminal, batch } = await setupBatch()
  expect(await batch('--json')).toBe(0)
  const lines = terminal.printed.map((line) => JSON.parse(line))
  expect(lines.map(({ type }) => type)).toEqual(['planned', 'row_ended', 'row_ended', 'done'])
  expect(lines.at(-1)).toMatchObject({ counts: { saved: 2 }, emulated: true })
})

it('draws a bar at a terminal', async () => {
  const terminal = createFakeTerminal({ isInteractive: true })
  const path = await folder()
  await writeFile(join(path, 'one.jsonl'), `${JSON.stringify(rows[0])}\n`)
  expect(await run(['batch', join(path, 'one.jsonl'), '--out', join(path, 'out')], terminal)).toBe(0)
  expect(terminal.rewritten.join('\n')).toMatch(/█{20} 1\/1 · 1 saved/)
  expect(terminal.rewritten.every((line) => line.length < 80)).toBe(true)
})

it.each([
  [['--price', '3K=1'], /a resolution and what a picture of it costs/],
  [['--concurrency', '-1'], /whole number/],
  [['--concurrency', '0'], /concurrency must be a whole number from 1 to 1000/],
])('refuses %s before anything is sent', async (flags, message) => {
  const { emulator, terminal, batch } = await setupBatch()
  expect(await batch(...flags)).toBe(2)
  expect(terminal.said.join('\n')).toMatch(message)
  expect(tasksOf(emulator)).toBe(0)
})

it('stops at Ctrl-C, and goes on when it is run again', async () => {
  const { emulator, file, out, batch, results } = await setupBatch(rows, {
    stages: { queued: 0, handling: 5_000, archiving: 0 },
  })
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const argv = ['--conditions=@nano-banana/source', main, 'batch', file, '--out', out]
  const env = { ...process.env, HIAPI_API_KEY: 'sk-test-cli', HIAPI_BASE_URL: `${emulator.url}/v1` }
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const exit = once(child, 'exit')
  await untilTasks(emulator, 2)
  child.kill('SIGINT')
  expect(await exit).toEqual([130, null])
  expect(await batch()).toBe(0)
  expect((await results()).map(({ status }) => status)).toEqual(['saved', 'saved'])
  expect(tasksOf(emulator)).toBe(2)
}, 60_000)

async function untilTasks(emulator: RunningEmulator, count: number): Promise<void> {
  while (tasksOf(emulator) < count) await new Promise((resolve) => setTimeout(resolve, 20))
}
