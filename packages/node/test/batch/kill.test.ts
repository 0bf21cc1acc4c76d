import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@nano-banana/emulator'
import { expect, it, onTestFinished } from 'vitest'
import { folder, instant, picturesIn } from './setup-batch.ts'

const child = fileURLToPath(new URL('./batch-process.ts', import.meta.url))

it('goes on after kill -9, from where it was, and pays once', async () => {
  const emulator = await startEmulator({ stages: instant, quota: 0 })
  onTestFinished(emulator.close)
  const [file, out] = [join(folder(), 'prompts.jsonl'), join(folder(), 'out')]
  writeFileSync(file, '{"prompt":"a cat","output_format":"jpg"}\n{"prompt":"a dog","output_format":"jpg"}\n')
  const environment = { EMULATOR_URL: emulator.url, BATCH_FILE: file, BATCH_OUT: out, BATCH_BOUNDARIES: '1' }
  const run = async (more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> => {
    const env = { ...process.env, ...environment, ...more }
    const argv = ['--conditions=@nano-banana/source', child]
    return (await text(spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'ignore'] }).stdout)).split('\n')
  }
  let kills = 0
  for (let last = ''; !last.startsWith('done'); kills += 1)
    last = (await run({ BATCH_DIE_AT: '3', BATCH_DIE: kills % 2 === 0 ? 'before' : 'after' })).at(-2) ?? ''
  expect(kills).toBeGreaterThan(2)
  expect((await run()).at(-2)).toMatch(/^done .*"saved":2/)
  expect(emulator.ledger.entries()).toHaveLength(2)
  expect(Object.keys(picturesIn(out))).toEqual([expect.stringMatching(/^a-cat-/), expect.stringMatching(/^a-dog-/)])
}, 60_000)
