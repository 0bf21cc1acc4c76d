import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { RunningPlayground } from '../server/start-playground.ts'

/** Starts the playground as `npm start` does, in processes of its own, until the test ends. */
export async function startMain(): Promise<RunningPlayground> {
  const main = join(import.meta.dirname, '../server/main.ts')
  const { HIAPI_API_KEY: _, ...env } = process.env
  const child = spawn(process.execPath, ['--conditions=@nano-banana/source', main], {
    env: { ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  async function close(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  onTestFinished(close)
  const [line]: string[] = await once(createInterface(child.stdout), 'line')
  const [url = ''] = /http:\S+/.exec(line ?? '') ?? []
  return { url, service: 'emulator', emulator: undefined, close }
}
