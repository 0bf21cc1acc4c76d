import { createServer } from 'node:http'
import { type Controls, controlsOf } from './controls.ts'
import type { EmulatorOptions } from './create-emulator.ts'
import { createApp } from './http/app.ts'
import { createListener } from './http/listener.ts'
import { createTwin } from './twin.ts'

/** What kind of twin, and where. */
export interface StartOptions extends EmulatorOptions {
  /** @default 0, which takes a free port */
  readonly port?: number | undefined
}

/** A twin that listens on this machine. */
export interface RunningEmulator extends Controls {
  /** Pass it as `baseUrl`, with any key that begins with `sk-test-`. */
  readonly url: string
  /** Stops listening, drops open connections and ends the callbacks under way. */
  readonly close: () => Promise<void>
}

/** Starts a twin of the API on 127.0.0.1. Rejects when the port is taken, or with a `RangeError` that names the option which makes no sense. */
export async function startEmulator({
  port = 0,
  controlToken,
  ...options
}: StartOptions = {}): Promise<RunningEmulator> {
  const twin = createTwin(options)
  const server = createServer(createListener(createApp(twin, controlToken)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  const controls = controlsOf(twin)
  return {
    ...controls,
    url: `http://127.0.0.1:${actualPort}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await Promise.all([closed, controls.close()])
    },
  }
}
