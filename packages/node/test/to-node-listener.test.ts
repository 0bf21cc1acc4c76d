import { createHash } from 'node:crypto'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, onTestFinished, vi } from 'vitest'
import { toNodeListener, type WebHandler } from '../src/to-node-listener.ts'
import { serve } from './callback/serve.ts'

/** A handler behind a real server, what it reported, and how requests are prepared before it sees them. */
async function setup(handler: WebHandler, prepare: (incoming: IncomingMessage) => Promise<void> | void = () => {}) {
  const reported: unknown[] = []
  const listener = toNodeListener(handler, { reportError: (error) => reported.push(error) })
  const served = await serve((incoming, outgoing) => {
    outgoing.setHeader('x-powered-by', 'a framework').appendHeader('set-cookie', 'session=1')
    Promise.resolve(prepare(incoming)).then(() => listener(incoming, outgoing))
  })
  return { ...served, reported }
}

const echo: WebHandler = async (request) =>
  Response.json({
    method: request.method,
    url: request.url,
    body: await request.text(),
    type: request.headers.get('content-type'),
  })

const raw = (...lines: readonly string[]): string => `${[...lines, 'connection: close'].join('\r\n')}\r\n\r\n`

it('hands over method, URL, headers and body, and writes the response back', async () => {
  const { url } = await setup(async (request) => {
    const headers = new Headers({ 'x-more': 'yes', 'content-type': 'text/plain' })
    headers.append('set-cookie', 'a=1')
    headers.append('set-cookie', 'b=2')
    return new Response(`${request.method} ${request.url} ${request.headers.get('x-sent')} ${await request.text()}`, {
      status: 201,
      headers,
    })
  })
  const answer = await fetch(`${url}/a/b?c=d%20e`, { method: 'PUT', body: 'süß', headers: { 'x-sent': 'along' } })
  expect(answer.status).toBe(201)
  expect(await answer.text()).toBe(`PUT ${url}/a/b?c=d%20e along süß`)
  expect(answer.headers.get('x-more')).toBe('yes')
  expect(answer.headers.get('x-powered-by')).toBe('a framework')
  expect(answer.headers.getSetCookie()).toEqual(['session=1', 'a=1', 'b=2'])
})

it('keeps headers that come twice', async () => {
  const { exchange } = await setup(({ headers }) => new Response(`<${headers.get('x-hiapi-signature')}>`))
  expect(await exchange(raw('GET / HTTP/1.1', 'host: a', 'x-hiapi-signature: a', 'X-HiAPI-Signature: b'))).toContain(
    '<a, b>',
  )
})

it('carries 2 MB there and back', async () => {
  const { url } = await setup((request) => new Response(request.body))
  const body = Buffer.alloc(2_000_000, 'every byte counts')
  const answer = Buffer.from(await (await fetch(url, { method: 'POST', body })).arrayBuffer())
  expect(createHash('sha256').update(answer).digest('hex')).toBe(createHash('sha256').update(body).digest('hex'))
})

it('reads no more of a body than the handler asks for', async () => {
  const packet = Buffer.alloc(64 * 1024)
  const { url } = await setup(async ({ body }) => {
    await body?.getReader().read()
    return new Promise(() => undefined)
  })
  let sent = 0
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(`POST / HTTP/1.1\r\nhost: a\r\ncontent-length: ${1024 ** 3}\r\n\r\n`)
  const push = (): void => {
    if (socket.write(packet, () => (sent += packet.length))) setImmediate(push)
    else socket.once('drain', push)
  }
  push()
  // What the kernel buffers on both ends is all that fits.
  await vi.waitFor(async () => {
    const before = sent
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(before).toBeGreaterThan(0)
    expect(sent).toBe(before)
  }, 15_000)
  socket.destroy()
})

it.each(['GET', 'HEAD'])('gives %s no body', async (method) => {
  const { url } = await setup(({ body }) => new Response(`${body === null}`))
  const answer = await fetch(url, { method })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe(method === 'GET' ? 'true' : '')
})

it.each([200, 204, 304])('sends %i without a body', async (status) => {
  const { url, reported } = await setup(() => new Response(null, { status }))
  const answer = await fetch(url)
  expect([answer.status, await answer.text()]).toEqual([status, ''])
  expect(reported).toEqual([])
})

it('sends an event stream as it comes, and its head before anything comes', async () => {
  let say: (text: string) => void = () => undefined
  const { url } = await setup(() => {
    const body = new ReadableStream({
      start(controller) {
        say = (text) => controller.enqueue(new TextEncoder().encode(text))
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  })
  const answer = await fetch(url)
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  for (const text of ['data: 1\n\n', 'data: 2\n\n']) {
    say(text)
    expect(await reader?.read()).toEqual({ done: false, value: text })
  }
  await reader?.cancel()
})

it.each(['GET', 'POST'])(
  'aborts the signal and cancels the response when the client of a %s goes away',
  async (method) => {
    const seen: string[] = []
    const { url, reported } = await setup(({ signal }) => {
      signal.addEventListener('abort', () => seen.push('aborted'))
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
        cancel: () => void seen.push('cancelled'),
      })
      return new Response(body)
    })
    const leaving = new AbortController()
    const body = method === 'POST' ? 'that nobody reads' : null
    const answer = await fetch(url, { method, body, signal: leaving.signal })
    await answer.body?.getReader().read()
    leaving.abort()
    await vi.waitFor(() => expect(seen.toSorted()).toEqual(['aborted', 'cancelled']))
    expect(reported).toEqual([])
  },
)

it('lets the signal abort although the request was forgotten', async () => {
  let isAborted = false
  const { url } = await setup(async (request) => {
    request.signal.addEventListener('abort', () => {
      isAborted = true
    })
    // Nothing but the listener above is kept.
    return new Promise(() => undefined)
  })
  const leaving = new AbortController()
  const asked = fetch(url, { signal: leaving.signal }).catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, 50))
  setFlagsFromString('--expose-gc')
  const collectGarbage: () => void = runInNewContext('gc')
  collectGarbage()
  leaving.abort()
  await asked
  await vi.waitFor(() => expect(isAborted).toBe(true))
})

it('cancels an answer that comes when nobody waits any more', async () => {
  let answerNow: (response: Response) => void = () => undefined
  const { url, reported } = await setup(() => new Promise<Response>((resolve) => (answerNow = resolve)))
  const leaving = new AbortController()
  const asked = fetch(url, { signal: leaving.signal }).catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, 30))
  leaving.abort()
  await asked
  await new Promise((resolve) => setTimeout(resolve, 30))
  const cancel = vi.fn()
  answerNow(new Response(new ReadableStream({ cancel })))
  await vi.waitFor(() => expect(cancel).toHaveBeenCalled())
  expect(reported).toEqual([])
})

it('makes no more of an answer than the client takes', async () => {
  let pulls = 0
  const { url } = await setup(
    () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            pulls += 1
            controller.enqueue(new Uint8Array(64 * 1024))
          },
        }),
      ),
  )
  const answer = await new Promise<IncomingMessage>((resolve) => request(url, resolve).end())
  answer.pause()
  await vi.waitFor(async () => {
    const before = pulls
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(before).toBeGreaterThan(0)
    expect(pulls).toBe(before)
  }, 15_000)
  answer.destroy()
})

it.each([
  [
    'throws',
    () => {
      throw new Error('secret')
    },
  ],
  ['rejects', () => Promise.reject(new Error('secret'))],
  ['returns nothing', () => undefined],
  ['returns a network error', () => Response.error()],
  [
    'returns a response that was read',
    async () => {
      const response = new Response('secret')
      await response.text()
      return response
    },
  ],
  [
    'returns a header that cannot be sent',
    () => new Response('secret', { headers: { 'x-broken': '\u0001', etag: 'secret' } }),
  ],
])('answers with a bare 500 when the handler %s', async (_, handler) => {
  const { url, reported } = await setup(handler as WebHandler)
  const answer = await fetch(url)
  expect([answer.status, await answer.text()]).toEqual([500, '{"error":"internal_error"}'])
  expect([...answer.headers.values()].join()).not.toContain('secret')
  expect(reported).toEqual([expect.any(Error)])
})

it('breaks off an answer whose body fails, so that half of it passes for nothing', async () => {
  for (const second of [new Error('secret'), 7]) {
    const { url, reported } = await setup(() => {
      let pulls = 0
      return new Response(
        new ReadableStream({
          pull(controller) {
            pulls += 1
            if (pulls === 1) controller.enqueue(new TextEncoder().encode('half'))
            else if (second instanceof Error) controller.error(second)
            else controller.enqueue(second)
          },
        }),
      )
    })
    await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow()
    expect(reported).toEqual([expect.any(Error)])
  }
})

it('outlives a reportError that throws', async () => {
  const { url } = await serve(
    toNodeListener(() => Promise.reject('not even an error'), {
      reportError: (error) => {
        throw error
      },
    }),
  )
  expect((await fetch(url)).status).toBe(500)
  expect((await fetch(url)).status).toBe(500)
})

it('warns where nothing else was asked for', async () => {
  const warnings: string[] = []
  // In the place of those that print.
  const printing = process.listeners('warning')
  process.removeAllListeners('warning').on('warning', ({ message }) => warnings.push(message))
  onTestFinished(() => {
    process.removeAllListeners('warning')
    for (const listener of printing) process.on('warning', listener)
  })
  const { url } = await serve(toNodeListener(() => Promise.reject(new Error('a defect'))))
  expect((await fetch(url)).status).toBe(500)
  await vi.waitFor(() => expect(warnings).toEqual(['a defect']))
})

it('says what to do when a body parser was faster', async () => {
  const { url, reported } = await setup(echo, async (incoming) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    Object.assign(incoming, { body: JSON.parse(Buffer.concat(chunks).toString()) })
  })
  expect((await fetch(url, { method: 'POST', body: '{"a":1}' })).status).toBe(500)
  expect(reported).toEqual([
    expect.objectContaining({ code: 'invalid_input', message: expect.stringContaining('before express.json()') }),
  ])
})

it('uses the bytes that a body parser has kept', async () => {
  const { url } = await setup(echo, async (incoming) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    Object.assign(incoming, { rawBody: Buffer.concat(chunks), body: {} })
  })
  expect(await (await fetch(url, { method: 'POST', body: '{ }' })).json()).toMatchObject({ body: '{ }' })
})

it('shows the whole path of a mounted route', async () => {
  const { url } = await setup(echo, (incoming) => {
    Object.assign(incoming, { originalUrl: incoming.url, url: '/tasks' })
  })
  expect(await (await fetch(`${url}/api/tasks?a=b`)).json()).toMatchObject({ url: `${url}/api/tasks?a=b` })
})

it.each([
  ['GET //evil.example/x HTTP/1.1', 'http://app.example//evil.example/x'],
  ['GET http://evil.example/x?y HTTP/1.1', 'http://app.example/x?y'],
  ['GET /@evil.example HTTP/1.1', 'http://app.example/@evil.example'],
  ['GET /a/../b HTTP/1.1', 'http://app.example/b'],
])('takes the host from its header alone: %s', async (line, url) => {
  const { exchange } = await setup(echo)
  expect(await exchange(raw(line, 'host: app.example'))).toContain(`"url":"${url}"`)
})

it.each([
  'evil.example/path',
  'user@evil.example',
  'evil.example:99999',
  'evil.example?',
  'evil.example#',
  'a b',
  'a\\b',
  '[::1',
  '%65vil',
  '',
])('refuses the host %j', async (host) => {
  const { exchange, reported } = await setup(echo)
  expect(await exchange(raw('GET / HTTP/1.1', `host: ${host}`))).toMatch(/^HTTP\/1\.1 400 /)
  expect(reported).toEqual([])
})

it.each(['TRACE / HTTP/1.1', 'OPTIONS * HTTP/1.1'])('refuses %s, which is no web request', async (line) => {
  const { exchange, reported } = await setup(echo)
  expect(await exchange(raw(line, 'host: a'))).toMatch(/^HTTP\/1\.1 400 /)
  expect(reported).toEqual([])
})

it.each(['[::1]:8080', 'localhost:3000', '127.0.0.1', 'my_app.example'])('takes the host %s', async (host) => {
  const { exchange } = await setup(echo)
  expect(await exchange(raw('GET / HTTP/1.1', `host: ${host}`))).toContain(`"url":"http://${host}/"`)
})

it('answers before a long body has come, and ends the connection of whoever goes on', async () => {
  const { url } = await setup(() => new Response('no, thanks', { status: 413 }))
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, { method: 'POST' }, resolve)
    sent.on('error', reject)
    sent.write(Buffer.alloc(4_000_000))
  })
  expect(answer.statusCode).toBe(413)
  answer.resume()
  await new Promise((resolve) => answer.socket.on('close', resolve))
})

it('keeps the connection when a short body was not read', async () => {
  const { exchange } = await setup(() => new Response('no'))
  const one = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n'
  expect((await exchange(`${one}\r\n{}${one}connection: close\r\n\r\n{}`)).match(/HTTP\/1\.1 200 /g)).toHaveLength(2)
})

it('lets the handler see that a body broke off', async () => {
  const seen: unknown[] = []
  const { url, reported } = await setup(async (request) => {
    await request.text().catch((error) => seen.push(error))
    return new Response()
  })
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n123')
  setTimeout(() => socket.destroy(), 20)
  await vi.waitFor(() => expect(seen).toEqual([expect.any(Error)]))
  expect(reported).toEqual([])
})
