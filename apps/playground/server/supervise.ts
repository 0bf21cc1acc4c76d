import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { openTwin } from './backend/twin.ts'
import type { RunningPlayground } from './start-playground.ts'

const restPauseMs = 300

/**
 * Serves the page from a process of its own, and starts it again when it is killed. The emulator lives in this one: what was
 * billed is known whatever happens to the server.
 */
export async function supervise(port: number): Promise<RunningPlayground> {
  const { twin, emulator } = await openTwin()
  const folder = mkdtempSync(join(tmpdir(), 'nano-banana-'))
  let isClosing = false
  let url = ''
  let child: ChildProcess
  let again: ReturnType<typeof setTimeout> | undefined

  function live(livePort: number): Promise<string> {
    const life = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), [
      JSON.stringify({ port: livePort, folder, twin }),
    ])
    child = life
    return new Promise((resolve, reject) => {
      life.once('message', (message: { readonly url: string }) => resolve(message.url))
      life.once('exit', (code, signal) => {
        reject(new Error(`The server ended with ${signal ?? code}`))
        if (isClosing || url === '') return
        // What was killed comes back; what ends by itself has a reason, which it has told.
        if (signal === 'SIGKILL')
          again = setTimeout(() => live(Number(new URL(url).port)).catch(() => undefined), restPauseMs)
        else giveUp()
      })
    })
  }

  function giveUp(): void {
    process.exitCode = 1
    void end()
  }

  async function end(): Promise<void> {
    if (isClosing) return
    isClosing = true
    clearTimeout(again)
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    }
    await emulator.close()
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    url = await live(port)
  } catch (error) {
    await end()
    throw error
  }
  return { url, service: 'emulator', emulator, close: end }
}
