import { createHttpTransport, traitsOfNode } from '@nano-banana/http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startServer } from './start-server.ts'
import { describeTransport } from './transport-contract.ts'

const get = {
  method: 'GET',
  path: '/v1/tasks',
  headers: {},
  timeoutMs: 5_000,
  signal: new AbortController().signal,
} as const

describe('over the global fetch', () =>
  describeTransport((baseUrl) => createHttpTransport({ baseUrl, traits: traitsOfNode })))

describe('over an injected fetch', () =>
  describeTransport((baseUrl) =>
    createHttpTransport({ baseUrl, traits: traitsOfNode, fetch: (input, init) => fetch(input, init) }),
  ))

describe('over a fetch of which nothing is known', () => {
  it('says that a request may have arrived when no answer began', async () => {
    const { url, server } = await startServer((_, response) => response.end())
    await new Promise((resolve) => server.close(resolve))
    await expect(createHttpTransport({ baseUrl: url })(get)).rejects.toMatchObject({ reason: 'interrupted' })
  })

  it('tells an answer that breaks off from one that never comes', async () => {
    const { url } = await startServer(({ url: path }, response) => {
      if (path === '/v1/tasks')
        response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy())
    })
    const transport = createHttpTransport({ baseUrl: url })
    await expect(transport(get)).rejects.toMatchObject({ reason: 'incomplete' })
    const silent = transport({ ...get, path: '/', timeoutMs: 60 })
    await expect(silent).rejects.toMatchObject({ reason: 'timeout' })
  })
})

it('adds its own headers to every request', async () => {
  const seen: unknown[] = []
  const { url } = await startServer((incoming, response) => {
    seen.push(incoming.headers.authorization)
    response.end('{}')
  })
  const transport = createHttpTransport({ baseUrl: url, headers: { authorization: 'Bearer sk-test-a' } })
  await transport(get)
  expect(seen).toEqual(['Bearer sk-test-a'])
})

it('keeps to the fetch it was built with when the global one is replaced', async () => {
  const { url } = await startServer((_, response) => response.end('{}'))
  const transport = createHttpTransport({ baseUrl: url })
  const original = globalThis.fetch
  onTestFinished(() => {
    globalThis.fetch = original
  })
  const calls: unknown[] = []
  globalThis.fetch = async (input) => {
    calls.push(input)
    return new Response('stolen')
  }
  expect((await transport(get)).body).toBe('{}')
  expect(calls).toEqual([])
})

it('asks caches to stay out of reads', async () => {
  const seen: string[] = []
  const transport = createHttpTransport({
    baseUrl: 'http://127.0.0.1:1',
    fetch: async (input) => {
      if (input instanceof Request) seen.push(input.cache)
      return new Response('{}')
    },
  })
  await transport(get)
  expect(seen).toEqual(['no-store'])
})

it('clears headers and body of what the adapter redacts', async () => {
  const { url } = await startServer((_, response) =>
    response.writeHead(401, { 'x-request-id': 'sk-test-canary/7' }).end('{"message":"bad key sk-test-canary"}'),
  )
  const transport = createHttpTransport({
    baseUrl: url,
    redact: (text) => text.replaceAll('sk-test-canary', '[redacted]'),
  })
  const { headers, body } = await transport(get)
  expect([headers['x-request-id'], body]).toEqual(['[redacted]/7', '{"message":"bad key [redacted]"}'])
})
