import { mkdirSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { type RunningPlayground, startPlayground } from './start-playground.ts'
import { supervise } from './supervise.ts'

const port = Number(process.env['PORT'] ?? 4_173)
const isReal = Boolean(process.env['HIAPI_API_KEY'])
const { url, service, close } = isReal ? await startWithKey() : await supervise(port)

// Paid pictures are found again after a restart.
function startWithKey(): Promise<RunningPlayground> {
  const folder = fileURLToPath(new URL('../.journal', import.meta.url))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return startPlayground({ port, env: process.env, folder })
}

const behind = service === 'emulator' ? 'the emulator: nothing is billed' : 'HiAPI, with your key: pictures cost money'
process.stdout.write(`Nano Banana is at ${url} (${behind}). Ctrl-C stops it.\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
