import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import type { EmulatorOptions, Ledger } from '@nano-banana/emulator'
import { createApp } from './app.ts'
import { openService } from './service.ts'

/** What to serve, and where. */
export interface PlaygroundOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly env: Readonly<Record<string, string | undefined>>
  /** The embedded emulator's. */
  readonly emulator?: EmulatorOptions
}

/** A playground that is being served. */
export interface RunningPlayground {
  readonly url: string
  readonly service: 'hiapi' | 'emulator'
  readonly ledger: Ledger | undefined
  readonly close: () => Promise<void>
}

/** Serves the built page and its relay on 127.0.0.1. Rejects when the port is taken. */
export async function startPlayground({ port, env, emulator }: PlaygroundOptions): Promise<RunningPlayground> {
  const service = await openService(env, emulator)
  const app = createApp(service, fileURLToPath(new URL('../dist', import.meta.url)))
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://127.0.0.1:${actualPort}`,
    service: service.name,
    ledger: service.ledger,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await service.close()
    },
  }
}
