import { type StartOptions, startEmulator } from '@nano-banana/emulator'
import { onTestFinished } from 'vitest'

export const instant = { queued: 0, handling: 0, archiving: 0 }
export const headers = { authorization: 'Bearer sk-test-a', 'content-type': 'application/json' }

/** An emulator on a port of its own, and a client of it that is nothing but `fetch`. */
export async function start(options: StartOptions = {}) {
  const emulator = await startEmulator({ stages: instant, ...options })
  onTestFinished(emulator.close)
  const post = (body: string, more: Readonly<Record<string, string>> = {}) =>
    fetch(`${emulator.url}/v1/tasks`, { method: 'POST', headers: { ...headers, ...more }, body })
  const get = async (taskId: string) =>
    (await (await fetch(`${emulator.url}/v1/tasks/${taskId}`, { headers })).json()).data
  return { ...emulator, post, get }
}
