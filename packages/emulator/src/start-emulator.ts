import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createEmulator, type EmulatorOptions } from './create-emulator.ts'
import type { Ledger } from './service/ledger.ts'

/** What kind of twin, and where. */
export interface StartOptions extends EmulatorOptions {
  /** @default 0, which takes a free port */
  readonly port?: number
}

/** A twin that listens on this machine. */
export interface RunningEmulator {
  /** Pass it as `baseUrl`, with any key that begins with `sk-test-`. */
  readonly url: string
  readonly ledger: Ledger
  /** Stops listening and drops open connections. */
  readonly close: () => Promise<void>
}

/** Starts a twin of the API on 127.0.0.1. Rejects when the port is taken. */
export async function startEmulator({ port = 0, ...options }: StartOptions = {}): Promise<RunningEmulator> {
  const emulator = createEmulator(options)
  const server = createServer(getRequestListener(emulator.fetch, { overrideGlobalObjects: false }))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://127.0.0.1:${actualPort}`,
    ledger: emulator.ledger,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
