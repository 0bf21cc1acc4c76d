import type { IncomingMessage } from 'node:http'
import type { Transport, TransportRequest } from '@nano-banana/core'
import { expect, it, vi } from 'vitest'
import { collectGarbage } from './collect-garbage.ts'
import { startServer } from './start-server.ts'

type CreateTransport = (baseUrl: string) => Transport

const request = (extra: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'GET',
  path: '/v1/tasks',
  headers: {},
  timeoutMs: 5_000,
  signal: new AbortController().signal,
  ...extra,
})

const failure = (reason: string) => expect.objectContaining({ name: 'TransportFailure', reason })

/** What every transport must do, shown against a real server. */
export function describeTransport(create: CreateTransport): void {
  it('sends method, path, headers and the body to the byte', async () => {
    const seen: { method?: string | undefined; url?: string | undefined; key?: unknown; body: string }[] = []
    const { url } = await startServer(async (incoming, response) => {
      const { method, headers } = incoming
      seen.push({ method, url: incoming.url, key: headers['idempotency-key'], body: await textOf(incoming) })
      response.end('{}')
    })
    const body = '{"input":{"prompt":"Ein Löwe 🦁 \\ud83d"}}'
    await create(url)(request({ method: 'POST', path: '/v1/tasks?a=1', headers: { 'idempotency-key': 'k' }, body }))

    expect(seen).toEqual([{ method: 'POST', url: '/v1/tasks?a=1', key: 'k', body }])
  })

  it.each([200, 204, 400, 402, 409, 429, 500, 503])(
    'resolves for HTTP %i, once, with headers in lower case',
    async (status) => {
      let requests = 0
      const { url } = await startServer((_, response) => {
        requests += 1
        response
          .writeHead(status, { 'Retry-After': '1', 'X-RateLimit-Limit': '60' })
          .end(status === 204 ? undefined : 'text')
      })
      const response = await create(url)(request())

      expect(response).toMatchObject({ status, headers: { 'retry-after': '1', 'x-ratelimit-limit': '60' } })
      expect(response.body).toBe(status === 204 ? '' : 'text')
      expect(requests).toBe(1)
    },
  )

  it.each([301, 302, 303, 307, 308])(
    'never follows a redirect (%i), so that the key goes nowhere else',
    async (status) => {
      const elsewhere = vi.fn()
      const other = await startServer((_, response) => {
        elsewhere()
        response.end()
      })
      const { url } = await startServer((_, response) => response.writeHead(status, { location: other.url }).end())
      const response = await create(url)(request({ method: 'POST', body: '{}' }))

      expect(response.status).toBe(status)
      expect(elsewhere).not.toHaveBeenCalled()
    },
  )

  it('calls a refused connection unreachable', async () => {
    const { url, server } = await startServer((_, response) => response.end())
    await new Promise((resolve) => server.close(resolve))
    await expect(create(url)(request())).rejects.toEqual(failure('unreachable'))
  })

  it('calls a connection that breaks before the answer interrupted', async () => {
    const { url } = await startServer((incoming) => incoming.socket.destroy())
    await expect(create(url)(request({ method: 'POST', body: '{}' }))).rejects.toEqual(failure('interrupted'))
  })

  it('calls an answer whose body is cut incomplete', async () => {
    const { url } = await startServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"half":', () => response.destroy())
    })
    await expect(create(url)(request())).rejects.toEqual(failure('incomplete'))
  })

  it('calls an answer beyond the cap incomplete, and stops reading it', async () => {
    const { url } = await startServer((_, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'x')
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', pour)
      pour()
    })
    await expect(create(url)(request())).rejects.toEqual(failure('incomplete'))
  })

  it('times out when no answer comes', async () => {
    const { url } = await startServer(() => undefined)
    await expect(create(url)(request({ timeoutMs: 60 }))).rejects.toEqual(failure('timeout'))
  })

  it('times out when the body drips on for ever', async () => {
    const { url } = await startServer((_, response) => {
      const drip = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(drip))
    })
    await expect(create(url)(request({ timeoutMs: 100 }))).rejects.toEqual(failure('timeout'))
  })

  it('times out and closes the connection when a body stalls, whatever was collected as garbage meanwhile', async () => {
    const closed = vi.fn()
    const { url } = await startServer((_, response) => {
      response.on('close', closed)
      response.writeHead(200, { 'content-length': '100' }).write('{', () => setTimeout(collectGarbage, 50))
    })
    await expect(create(url)(request({ timeoutMs: 300 }))).rejects.toEqual(failure('timeout'))
    await vi.waitFor(() => expect(closed).toHaveBeenCalled())
  })

  it('rejects with the reason of its signal and closes the connection', async () => {
    const closed = vi.fn()
    const controller = new AbortController()
    const { url } = await startServer((_, response) => {
      response.on('close', closed)
      controller.abort('enough')
    })
    await expect(create(url)(request({ signal: controller.signal }))).rejects.toBe('enough')
    await vi.waitFor(() => expect(closed).toHaveBeenCalled())
  })

  it('sends nothing when its signal has aborted already', async () => {
    const { url } = await startServer((_, response) => response.end())
    await expect(create(url)(request({ signal: AbortSignal.abort('before') }))).rejects.toBe('before')
  })
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
