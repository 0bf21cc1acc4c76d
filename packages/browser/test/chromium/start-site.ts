import { once } from 'node:events'
import { createServer } from 'node:http'
import { type EmulatorOptions, type RunningEmulator, startEmulator } from '@nano-banana/emulator'
import { createNanoBanana, createRelay, pollWatch, toNodeListener } from '@nano-banana/node'

/** A site with a relay before a twin of the API, and what its pages have asked for. */
export interface Site extends AsyncDisposable {
  readonly url: string
  readonly emulator: RunningEmulator
  /** Every request below the relay's path that has arrived, as `METHOD /path?query`. */
  readonly requests: readonly string[]
  /** What is at a path of the site, outside of its relay. */
  readonly files: Map<string, Response>
  /** What the relay does with events from now on. */
  readonly events: { mode: 'on' | 'refused' | 'silent' }
}

/** How a site is made. */
export interface SiteOptions {
  readonly page: string
  readonly emulator?: EmulatorOptions
}

const basePath = '/api/nano-banana'

/** Serves one page and one user's relay on loopback. */
export async function startSite({ page, ...options }: SiteOptions): Promise<Site> {
  const emulator = await startEmulator({ quota: 0, ...options.emulator })
  const client = createNanoBanana({
    ...{ apiKey: 'sk-test-tabs', baseUrl: emulator.url, watch: pollWatch({ intervalMs: 50 }) },
  })
  const relay = createRelay({
    ...{ client, basePath, secret: 'a secret of thirty-two characters', trustedOrigins: [emulator.url] },
    authorize: () => ({ id: 'ann', limits: { streamsAtOnce: 100, requestsPerMinute: 10_000 } }),
  })
  const requests: string[] = []
  const files: Site['files'] = new Map()
  const events: Site['events'] = { mode: 'on' }

  const server = createServer(
    toNodeListener(async (request) => {
      const { pathname, search } = new URL(request.url)
      const file = files.get(pathname)
      if (file) return file
      if (!pathname.startsWith(basePath)) return new Response(page, { headers: { 'content-type': 'text/html' } })
      const path = pathname.slice(basePath.length)
      requests.push(`${request.method} ${path}${search}`)
      if (path !== '/events' || events.mode === 'on') return relay(request)
      if (events.mode === 'refused') return new Response(null, { status: 500 })
      // A proxy that swallows what it should pass on.
      return new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } })
    }),
  )
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The site has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    emulator,
    requests,
    files,
    events,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await emulator.close()
    },
  }
}
