import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type StartOptions, startEmulator } from '@nano-banana/emulator'
import { onTestFinished } from 'vitest'
import { createFakeTerminal } from './fake-terminal.ts'

const instant = { queued: 0, handling: 0, archiving: 0 }

/** A folder that goes with the test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'nano-banana-cli-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

/** An emulator elsewhere on this machine, named by the environment as the real service would be. */
export async function setup(options: StartOptions = {}) {
  const emulator = await startEmulator({ stages: instant, ...options })
  onTestFinished(emulator.close)
  const terminal = createFakeTerminal({ env: { HIAPI_API_KEY: 'sk-test-cli', HIAPI_BASE_URL: `${emulator.url}/v1` } })
  return { emulator, terminal, out: join(await folder(), 'picture.png') }
}

/** The width and height that a PNG file declares. */
export const size = async (file: string): Promise<string> => {
  const bytes = await readFile(file)
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`
}
