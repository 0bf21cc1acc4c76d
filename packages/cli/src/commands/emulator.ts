import { exitCodes } from '../exit-code.ts'
import type { Terminal } from '../terminal.ts'

/** The flags of `emulator`. */
export interface EmulatorFlags {
  readonly port: number
  readonly speed: number
  readonly seed: number
  readonly quota: number
  readonly clock: 'real' | 'virtual'
  readonly balance?: number
  readonly webhookSecret?: string
  readonly controlToken?: string
}

/** `nano-banana emulator`: serves the twin of the API until it is stopped. */
export async function emulator(flags: EmulatorFlags, terminal: Terminal): Promise<number> {
  // Loaded only here: it brings an image library along.
  const { startEmulator } = await import('@nano-banana/emulator')
  try {
    const { url, close } = await startEmulator(flags)
    terminal.print(url)
    terminal.say(`Use it with HIAPI_BASE_URL=${url} HIAPI_API_KEY=sk-test-anything; Ctrl-C stops it.`)
    await new Promise((resolve) => terminal.stopSignal.addEventListener('abort', resolve))
    await close()
    return exitCodes.done
  } catch (error) {
    terminal.say(`✗ The emulator cannot start: ${error instanceof Error ? error.message : error}`)
    return exitCodes.usage
  }
}
