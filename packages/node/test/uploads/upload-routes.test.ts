import { createConnection } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { goodFiles, height, width } from '../../../picture/test/good-files.ts'
import { hostileFiles } from '../../../picture/test/hostile-files.ts'
import { createUploadRoutes } from '../../src/index.ts'
import { refusal, secret, setupUploads, sha256 } from './setup-uploads.ts'

const good = await goodFiles()
const hostile = await hostileFiles()
const [png] = good
if (!png) throw new Error('No picture')
const hash = sha256(png.bytes)

it.each(good)('keeps $name and serves it, to the byte', async ({ bytes, type }) => {
  const { post, ask, files, clock, store } = await setupUploads()
  const answer = await post(bytes, { 'content-type': type })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const { data } = await answer.json()
  const expireAt = clock.now() / 1000 + 24 * 3_600
  expect(data).toEqual({ url: data.url, sha256: sha256(bytes), type, bytes: bytes.length, width, height, expireAt })
  expect(data.url).toMatch(/\/public\/[\da-f]{64}\.(png|jpg|webp)$/)

  const served = await fetch(data.url)
  expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true)
  expect(Object.fromEntries(served.headers)).toMatchObject({
    'content-type': type,
    'content-length': String(bytes.length),
    'content-disposition': expect.stringMatching(/^attachment; filename="picture\.\w+"$/),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=3600',
  })
  expect(await (await ask(sha256(bytes))).json()).toMatchObject({ data })
  expect(files()).toHaveLength(1)
  expect(await store.sweep()).toBe(0)
})

it('lets none of many hostile files pass, and keeps nothing of them', async () => {
  expect(hostile.length).toBeGreaterThan(500)
  const { post, files, ask, reported } = await setupUploads({ limits: { filesPerDay: 10_000 } })
  for (const { name, bytes, type, unfitness } of hostile) {
    const answer = await refusal(await post(bytes, { 'content-type': type }))
    expect([name, answer]).toEqual([name, unfitness === 'too_large' ? [413, 'TOO_LARGE'] : [400, 'UNFIT_IMAGE']])
    expect((await ask(sha256(bytes))).status).toBe(404)
  }
  expect(files()).toEqual([])
  expect(reported).toEqual([])
}, 60_000)

it.each(
  good.flatMap(({ name, type, bytes }) =>
    ['image/png', 'image/jpeg', 'image/webp']
      .filter((other) => other !== type)
      .map((other) => ({ name, other, bytes })),
  ),
)('does not take $name for $other', async ({ bytes, other }) => {
  const { post, files } = await setupUploads()
  expect(await refusal(await post(bytes, { 'content-type': other }))).toEqual([400, 'UNFIT_IMAGE'])
  expect(files()).toEqual([])
})

describe('the head', () => {
  const cases: readonly [string, Readonly<Record<string, string>>, number, string][] = [
    ...[
      'image/gif',
      'image/svg+xml',
      'text/html',
      'application/octet-stream',
      'image/png; charset=utf-8',
      'image/PNG',
      'image/jpg',
      'image/*',
      'multipart/form-data; boundary=x',
      'image/png, text/html',
    ].map((type): [string, Record<string, string>, number, string] => [
      type,
      { 'content-type': type },
      415,
      'UNSUPPORTED_TYPE',
    ]),
    ['gzip', { 'content-encoding': 'gzip' }, 415, 'UNSUPPORTED_TYPE'],
    ['a wrong hash', { 'x-content-sha256': '0'.repeat(64) }, 400, 'UNFIT_IMAGE'],
    ['an upper-case hash', { 'x-content-sha256': hash.toUpperCase() }, 400, 'INVALID_REQUEST'],
    ['a short hash', { 'x-content-sha256': hash.slice(1) }, 400, 'INVALID_REQUEST'],
    ['no hash', { 'x-content-sha256': '' }, 400, 'INVALID_REQUEST'],
    ['a path for a hash', { 'x-content-sha256': `../../${hash}` }, 400, 'INVALID_REQUEST'],
  ]
  it.each(cases)('is checked: %s', async (_, headers, status, code) => {
    const { post, files } = await setupUploads()
    expect(await refusal(await post(png.bytes, headers))).toEqual([status, code])
    expect(files()).toEqual([])
  })

  it.each(['../../../etc/passwd', 'a%00.png', 'x'.repeat(4_000), '%E2%80%AEgnp.exe', 'CON', '.htaccess'])(
    'may name the file, which names nothing here: %s',
    async (name) => {
      const { post, files } = await setupUploads()
      const answer = await post(png.bytes, {
        'content-disposition': `attachment; filename="${name}"`,
        'x-filename': name,
      })
      expect(answer.status).toBe(200)
      expect(files()).toEqual([expect.stringMatching(/^[\da-f]{64}\.png$/)])
    },
  )
})

it('makes no second file of the same bytes, renews it, and shows it to nobody else', async () => {
  const { post, ask, files, clock } = await setupUploads()
  const first = await (await post(png.bytes)).json()
  clock.atMs += 3_600_000
  const second = await (await post(png.bytes)).json()
  expect(second.data).toEqual({ ...first.data, expireAt: first.data.expireAt + 3_600 })
  expect(files()).toHaveLength(1)

  expect(await refusal(await ask(hash, 'bob'))).toEqual([404, 'NOT_FOUND'])
  const bobs = await (await post(png.bytes, { 'x-user': 'bob' })).json()
  expect(bobs.data.url).not.toBe(first.data.url)
  expect(files()).toHaveLength(2)
})

it('forgets what has expired at once', async () => {
  const { post, ask, clock } = await setupUploads()
  const { data } = await (await post(png.bytes)).json()
  clock.atMs += 24 * 3_600_000
  expect((await ask(hash)).status).toBe(404)
  expect((await fetch(data.url)).status).toBe(404)
})

describe('the body', () => {
  /** Sends a head and some bytes over a socket of its own, and hears what comes back until it ends. */
  function exchange(port: number, head: readonly string[], pieces: readonly Uint8Array[]): Promise<string> {
    const lines = ['POST /api/uploads HTTP/1.1', 'host: localhost', 'content-type: image/png', ...head, '', '']
    return new Promise((resolve) => {
      const socket = createConnection(port, '127.0.0.1')
      let heard = ''
      socket.setEncoding('latin1').on('data', (text) => {
        heard += text
        socket.end()
      })
      socket.on('error', () => undefined).on('close', () => resolve(heard))
      socket.write(lines.join('\r\n'))
      for (const piece of pieces) socket.write(piece)
    })
  }
  const named = `x-content-sha256: ${hash}`

  it('is refused by its declared length before it is read', async () => {
    const { port, files } = await setupUploads()
    expect(await exchange(port, [named, `content-length: ${11 * 1024 * 1024}`], [])).toMatch(/^HTTP\/1.1 413 /)
    expect(files()).toEqual([])
  })

  it('ends where its length says, though more comes', async () => {
    const { port, files } = await setupUploads()
    expect(await exchange(port, [named, 'content-length: 100'], [png.bytes])).toMatch(/^HTTP\/1.1 400 /)
    await vi.waitFor(() => expect(files()).toEqual([]))
  })

  it('is not read further than one piece beyond the limit, whatever its length', async () => {
    const endless = Buffer.alloc(64 * 1024)
    let pulled = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          // A comment without end would be refused for itself: these are a picture's own bytes.
          const piece = pulled === 0 ? jpegHead : endless
          pulled += piece.length
          controller.enqueue(piece)
        },
      },
      { highWaterMark: 0 },
    )
    const { store, files } = await setupUploads()
    const routes = createUploadRoutes({ store, secret, basePath: '/api' })
    const headers = { 'content-type': 'image/jpeg', 'x-content-sha256': hash }
    const init = { method: 'POST', body, headers, duplex: 'half' } as const
    const answer = await routes(new Request('http://localhost/api/uploads', init), { id: 'ann' })
    expect(answer?.status).toBe(413)
    expect(pulled).toBeGreaterThan(10 * 1024 * 1024)
    expect(pulled).toBeLessThanOrEqual(10 * 1024 * 1024 + 64 * 1024)
    expect(files()).toEqual([])
  })

  it('leaves nothing when it is broken off', async () => {
    const { url, files, reported } = await setupUploads()
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(png.bytes.subarray(0, 5_000)),
    })
    const leaving = new AbortController()
    const headers = { 'content-type': 'image/png', 'x-content-sha256': hash }
    const init = { method: 'POST', body, headers, duplex: 'half', signal: leaving.signal } as const
    const sending = fetch(`${url}/api/uploads`, init)
    await vi.waitFor(() => expect(files()).toEqual([expect.stringMatching(/\.part$/)]))
    leaving.abort()
    await expect(sending).rejects.toThrow()
    await vi.waitFor(() => expect(files()).toEqual([]))
    expect(reported).toEqual([])
  })

  it.each([
    ['silent', { idleMs: 30, graceMs: 60_000, bytesPerSecond: 1 }],
    ['dripping', { idleMs: 60_000, graceMs: 30, bytesPerSecond: 1_000_000 }],
  ])('is not waited for when it is %s', async (_, pace) => {
    const { port, files } = await setupUploads({ pace })
    const answer = await exchange(port, [named, `content-length: ${png.bytes.length}`], [png.bytes.subarray(0, 900)])
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
    expect(files()).toEqual([])
  })
})

const jpeg = good.find(({ name }) => name === 'plain.jpg')?.bytes ?? new Uint8Array()
const jpegHead = jpeg.subarray(0, jpeg.length - 2)

describe('limits', () => {
  it('end a day’s files, also those that were refused, until the next day', async () => {
    const { post, clock } = await setupUploads({ limits: { filesPerDay: 2 } })
    expect((await post(png.bytes)).status).toBe(200)
    expect((await post(png.bytes.subarray(1))).status).toBe(400)
    const refused = await post(png.bytes)
    expect(refused.headers.get('retry-after')).toBe(String(12 * 3_600))
    expect(await refusal(refused)).toEqual([429, 'RATE_LIMITED'])
    expect((await post(png.bytes, { 'x-user': 'bob' })).status).toBe(200)
    clock.atMs += 12 * 3_600_000
    expect((await post(png.bytes)).status).toBe(200)
  })

  it('end a day’s bytes in the middle of a picture', async () => {
    const { post, files } = await setupUploads({ limits: { bytesPerDay: png.bytes.length + 100 } })
    expect((await post(png.bytes)).status).toBe(200)
    expect((await post(png.bytes, { 'content-type': 'image/png' })).status).toBe(429)
    expect(files()).toHaveLength(1)
  })

  it('let a user send few at once', async () => {
    let go: (() => void) | undefined
    const { post } = await setupUploads({
      limits: { atOnce: 1 },
      wrap: (store) => ({
        ...store,
        put: async (upload, body) => {
          await new Promise<void>((resolve) => {
            go = resolve
          })
          return store.put(upload, body)
        },
      }),
    })
    const first = post(png.bytes)
    await vi.waitFor(() => expect(go).toBeDefined())
    expect((await post(png.bytes)).status).toBe(429)
    expect((await post(png.bytes, { 'x-user': 'bob', 'content-type': 'image/jpeg' })).status).toBe(400)
    go?.()
    expect((await first).status).toBe(200)
    expect((await post(png.bytes, { 'content-type': 'image/jpeg' })).status).toBe(400)
  })

  it.each([
    [{ filesPerDay: 0 }, 'limits.filesPerDay'],
    [{ bytesPerDay: Number.NaN }, 'limits.bytesPerDay'],
    [{ atOnce: 1.5 }, 'limits.atOnce'],
  ])('must make sense: %j', (limits, field) => {
    expect(() => createUploadRoutes({ secret, basePath: '/api', limits })).toThrow(
      expect.objectContaining({ code: 'invalid_input', field }),
    )
  })
})

it('says that a store failed to its owner, and to nobody else', async () => {
  const failure = new Error('The bucket of account 12345 is gone')
  const { post, reported } = await setupUploads({ wrap: (store) => ({ ...store, put: () => Promise.reject(failure) }) })
  const answer = await post(png.bytes)
  expect(answer.status).toBe(503)
  expect(await answer.text()).not.toContain('12345')
  expect(reported).toEqual([failure])
})

it('says how to get a store where there is none', async () => {
  const { post, ask } = await setupUploads({ wrap: () => undefined })
  expect(await refusal(await post(png.bytes))).toEqual([501, 'UPLOADS_OFF'])
  expect(await refusal(await ask(hash))).toEqual([501, 'UPLOADS_OFF'])
})

it.each([
  ['GET', '/api/uploads'],
  ['PUT', '/api/uploads'],
  ['DELETE', `/api/uploads/${hash}`],
  ['GET', `/api/uploads/${hash}/`],
  ['GET', `/api/uploads/${hash.toUpperCase()}`],
  ['GET', '/api/uploads/..%2f..%2fetc'],
  ['POST', '/api/uploadsx'],
  ['POST', '/other/uploads'],
])('leaves other requests to others: %s %s', async (method, path) => {
  const routes = createUploadRoutes({ secret, basePath: '/api' })
  expect(await routes(new Request(`http://localhost${path}`, { method }), { id: 'ann' })).toBeUndefined()
})

it('needs a secret that nobody guesses', () => {
  expect(() => createUploadRoutes({ secret: 'short', basePath: '/api' })).toThrow(/secret must have at least 32/)
})
