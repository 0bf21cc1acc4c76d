import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import type { EmulatorOptions, RunningEmulator } from '@nano-banana/emulator'
import { basePath, createApp } from './app.ts'
import { openBackend } from './backend/open-backend.ts'
import { openTwin, type Twin } from './backend/twin.ts'
import { breakable } from './chaos/breakable.ts'
import { openUploads } from './open-uploads.ts'

/** What to serve, and where. */
export interface PlaygroundOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly env: Readonly<Record<string, string | undefined>>
  /** The emulator of the page, where it runs elsewhere. @default one in this process, where there is no key */
  readonly twin?: Twin
  /** That of the one in this process. */
  readonly emulator?: EmulatorOptions
  /** Where the journal lies. @default a folder that ends with the playground */
  readonly folder?: string
  /** Ends the process; for one that is started again. @default none: the plug cannot be pulled */
  readonly pull?: () => void
  /** Carries the requests to the service. @default the global one */
  readonly fetch?: typeof globalThis.fetch
}

/** A playground that is being served. */
export interface RunningPlayground {
  readonly url: string
  readonly service: 'hiapi' | 'emulator'
  /** The one in this process. */
  readonly emulator: RunningEmulator | undefined
  readonly close: () => Promise<void>
}

/** Serves the built page and its relay on 127.0.0.1. Rejects when the port is taken. */
export async function startPlayground(options: PlaygroundOptions): Promise<RunningPlayground> {
  const { port, env, folder = mkdtempSync(join(tmpdir(), 'nano-banana-')), fetch = globalThis.fetch, pull } = options
  const own = options.twin || env['HIAPI_API_KEY'] ? undefined : await openTwin(options.emulator)
  const twin = options.twin ?? own?.twin
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`
  const breaks = twin && breakable({ twin, folder, pull, fetch })
  const backend = openBackend({ env, twin, folder, url, fetch: breaks?.fetch ?? fetch })
  const uploads = openUploads({ backend, folder, url, basePath })
  const app = createApp({ backend, breaks, uploads, pageFolder: fileURLToPath(new URL('../dist', import.meta.url)) })
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  return {
    url,
    service: backend.name,
    emulator: own?.emulator,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await backend.close()
      await own?.emulator.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
