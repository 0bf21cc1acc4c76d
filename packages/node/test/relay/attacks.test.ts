import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { toNodeListener } from '@nano-banana/node'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { basePath, canary, dataOf, keepings, secret, setupRelay, wish } from './setup-relay.ts'

/** What everybody was told: answers, headers, event streams and reports of the whole file. */
const told: string[] = []

afterAll(() => {
  const all = told.join('\n')
  expect(all.length).toBeGreaterThan(10_000)
  for (const hidden of [canary, secret]) for (const spelling of spellingsOf(hidden)) expect(all).not.toContain(spelling)
})

type Answers = readonly number[]
type Setup = Awaited<ReturnType<typeof prepare>>
type Attack = (setup: Setup) => Promise<Response>

const json = { 'content-type': 'application/json' }
const key = { 'idempotency-key': 'attack' }

/** A create that differs from an honest one in its body alone. */
const body =
  (content: unknown): Attack =>
  ({ create }) =>
    create('eve', content, key)

/** A create that differs from an honest one in its headers alone. */
const headers =
  (more: Record<string, string>): Attack =>
  ({ create }) =>
    create('eve', wish, { ...key, ...more })

const path =
  (target: (taskId: string) => string, init?: RequestInit): Attack =>
  ({ ask, taskId }) =>
    ask('eve', target(taskId), init)

const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
const page = 'https://evil.example'

/** Each must be answered with one of its statuses, and make nothing leave. */
const attacks: readonly (readonly [string, Answers, Attack])[] = [
  ['no session: create', [401], ({ create }) => create('', wish, key)],
  ['no session: list', [401], ({ ask }) => ask('', '/tasks')],
  ['no session: task', [401], ({ ask, taskId }) => ask('', `/tasks/${taskId}`)],
  ['no session: output', [401], ({ ask, taskId }) => ask('', `/tasks/${taskId}/outputs/0`)],
  ['no session: events', [401], ({ ask }) => ask('', '/events')],
  ['no session: operation', [401], ({ ask }) => ask('', '/operations/operation-1')],
  ['no session: upload', [401], ({ ask }) => ask('', '/uploads', { method: 'POST', body: 'x' })],
  ['another user’s task', [404], path((taskId) => `/tasks/${taskId}`)],
  ['another user’s output', [404], path((taskId) => `/tasks/${taskId}/outputs/0`)],
  ['another user’s operation', [404], path(() => '/operations/operation-1')],
  ['another user’s task, in other letters', [404], path((taskId) => `/tasks/${taskId.toLowerCase()}`)],
  ['another user’s task, encoded', [404], path((taskId) => `/tasks/%74${taskId.slice(1)}`)],
  [
    'another user’s task, by a header',
    [404],
    path((taskId) => `/tasks/${taskId}`, { headers: { 'x-user-id': 'ann', 'x-original-url': '/tasks' } }),
  ],
  ['another model', [400], body({ ...wish, model: 'Nano-Banana-Pro' })],
  ['a model with a route in it', [400], body({ ...wish, model: 'Nano-Banana-2@expensive' })],
  ['two models', [400], body('{"model":"Nano-Banana-2","input":{"prompt":"a"},"model":"Nano-Banana-Pro"}')],
  ['a list of models', [400], body({ ...wish, model: ['Nano-Banana-2'] })],
  ['a callback', [400], body({ ...wish, callback: { url: page } })],
  ['a callback in the input', [400], body({ ...wish, input: { ...wish.input, callback: { url: page } } })],
  ['a route', [400], body({ ...wish, route: 'expensive' })],
  ['a route in the input', [400], body({ ...wish, input: { ...wish.input, route: 'expensive' } })],
  ['storage', [400], body({ ...wish, storage: 'persistent' })],
  ['an idempotency key in the body', [400], body({ ...wish, idempotencyKey: 'mine' })],
  ['a prototype', [400], body('{"__proto__":{"callback":{}},"model":"Nano-Banana-2","input":{"prompt":"a"}}')],
  ['a prototype in the input', [400], body('{"model":"Nano-Banana-2","input":{"prompt":"a","__proto__":{"n":9}}}')],
  ['a constructor', [400], body({ ...wish, constructor: { prototype: {} } })],
  ['many pictures', [400], body({ ...wish, input: { ...wish.input, n: 100 } })],
  ['a size that there is not', [400], body({ ...wish, input: { ...wish.input, resolution: '64K' } })],
  [
    'a file of the server as a reference',
    [400],
    body({ ...wish, input: { ...wish.input, image_input: ['file:///etc/passwd'] } }),
  ],
  ['a prompt that is no text', [400], body({ ...wish, input: { prompt: { toString: 'a' } } })],
  ['a deep body', [400], body(deep)],
  [
    'bytes that are no UTF-8',
    [400],
    ({ ask }) =>
      ask('eve', '/tasks', {
        method: 'POST',
        headers: { ...json, ...key },
        body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
      }),
  ],
  ['an oversized body', [413], body({ ...wish, input: { prompt: 'a'.repeat(300 * 1024) } })],
  ['an oversized body without a length', [413], ({ ask }) => ask('eve', '/tasks', streamed(endless()))],
  ['a form that any page can send', [415], headers({ 'content-type': 'application/x-www-form-urlencoded' })],
  ['JSON as text, which any page can send', [415], headers({ 'content-type': 'text/plain' })],
  ['a compressed body', [415], headers({ 'content-encoding': 'gzip' })],
  ['no operation', [400], ({ create }) => create('eve', wish, {})],
  ['an operation of 256 characters', [400], headers({ 'idempotency-key': 'k'.repeat(256) })],
  ['an operation with a space in it', [400], headers({ 'idempotency-key': 'a b' })],
  ['another site’s page, by its origin', [403], headers({ origin: page })],
  ['another site’s page, by what its browser says', [403], headers({ 'sec-fetch-site': 'cross-site' })],
  ['a sister site’s page', [403], headers({ 'sec-fetch-site': 'same-site', origin: 'https://other.app.example' })],
  ['a page without an origin', [403], headers({ origin: 'null' })],
  ['a page of another port', [403], headers({ origin: 'http://app.example:81' })],
  ['a page whose name begins alike', [403], headers({ origin: 'http://app.example.evil.example' })],
  ['another site’s page that listens', [403], path(() => '/events', { headers: { 'sec-fetch-site': 'cross-site' } })],
  [
    'another site’s page that uploads',
    [403],
    path(() => '/uploads', { method: 'POST', body: 'x', headers: { origin: page } }),
  ],
  ['the service’s own path', [404], path(() => '/v1/tasks')],
  ['a way out of the folder', [404], path(() => '/tasks/../../v1/tasks')],
  ['an encoded way out', [404], path(() => '/tasks/%2e%2e%2f%2e%2e%2fv1%2ftasks')],
  ['a way out by backslashes', [404], path(() => '/tasks/..%5c..%5cv1')],
  ['a host in the path', [404], path(() => '//evil.example/tasks')],
  ['a whole URL in the path', [404], path(() => `/${page}/tasks`)],
  ['a target in the query', [404], path((taskId) => `/tasks/${taskId}?url=${page}&target=${page}`)],
  ['a NUL in the path', [404], path((taskId) => `/tasks/${taskId}%00`)],
  ['a line break in the path', [404], path(() => '/tasks/x%0d%0ahost:%20evil.example')],
  ['a doubled slash', [404], path((taskId) => `//tasks//${taskId}`)],
  ['a long id', [404], path(() => `/tasks/${'a'.repeat(5_000)}`)],
  ['an output that is a name', [404], path((taskId) => `/tasks/${taskId}/outputs/__proto__`)],
  ['an output below none', [404], path((taskId) => `/tasks/${taskId}/outputs/-1`)],
  ['another method: DELETE', [404], path((taskId) => `/tasks/${taskId}`, { method: 'DELETE' })],
  ['another method: PUT', [404], path(() => '/tasks', { method: 'PUT', body: '{}' })],
  [
    'another method by a header',
    [404],
    path((taskId) => `/tasks/${taskId}`, { headers: { 'x-http-method-override': 'POST' } }),
  ],
  ['an operation of the journal’s own', [404], path(() => '/operations/relay-allowance-ann')],
  ['an operation that cannot be decoded', [404], path(() => '/operations/%ff')],
  ['an upload where there are none', [501], path(() => '/uploads', { method: 'POST', body: 'x' })],
]

describe.each(keepings)('against a relay over a %s', (keeping) => {
  it.each(attacks)('%s', async (_, statuses, attack) => {
    const setup = await prepare(keeping)
    const { upstream, emulator, taskId, reported } = setup
    const before = { upstream: [...upstream], ledger: emulator.ledger.entries() }
    const text = await record(await attack(setup), statuses)
    expect(text).not.toContain(taskId)
    expect({ upstream, ledger: emulator.ledger.entries() }).toEqual(before)
    expect(reported).toEqual([])
  })

  it('the operation of another user, sent again, is another task', async () => {
    const { create, taskId, emulator } = await prepare(keeping)
    const made = await dataOf(create('eve', wish))
    expect(made.taskId).not.toBe(taskId)
    expect(new Set(emulator.ledger.entries().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2)
  })

  it('one’s own operation, sent again with another wish, makes nothing', async () => {
    const { create, emulator } = await prepare(keeping)
    const again = await create('ann', { ...wish, input: { prompt: 'a dog' } })
    await record(again, [422])
    expect(emulator.ledger.entries()).toHaveLength(1)
  })

  it('the list shows no one else’s tasks, whatever page is asked for', async () => {
    const { ask, taskId } = await prepare(keeping)
    for (const query of ['', '?page=1&size=100', '?user=ann', '?owner=ann', '?page=-1'])
      expect(await record(await ask('eve', `/tasks${query}`), [200])).not.toContain(taskId)
  })

  it('an event stream tells of no one else’s tasks, though they are named', async () => {
    const { ask, create, taskId } = await prepare(keeping)
    const stream = await ask('eve', `/events?tasks=${taskId}`, { headers: { 'last-event-id': '1' } })
    const own = await dataOf(create('eve', wish, key))
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('"success"')) text += (await reader?.read())?.value ?? '"success"'
    await reader?.cancel()
    told.push(text)
    expect(text).toContain(own.taskId)
    expect(text).not.toContain(taskId)
  })

  it('nothing a browser says of itself leaves for the service', async () => {
    const { create, upstream } = await prepare(keeping)
    const smuggled = {
      authorization: 'Bearer sk-of-eve',
      cookie: 'session=eve',
      'x-forwarded-for': '10.0.0.1',
      'x-hiapi-route': 'expensive',
      'x-user-id': 'ann',
      'proxy-authorization': 'eve',
      'transfer-encoding-x': 'eve',
    }
    const sent = upstream.length
    await record(await create('eve', wish, { 'idempotency-key': 'eve-operation', ...smuggled }), [200])
    const left = upstream.slice(sent).filter(({ method }) => method === 'POST')
    expect(left).toHaveLength(1)
    for (const { headers, body, url } of left) {
      expect(new URL(url).pathname).toBe('/v1/tasks')
      expect(headers['authorization']).toBe(`Bearer ${canary}`)
      expect(Object.keys(headers).sort()).toEqual(['accept', 'authorization', 'content-type', 'idempotency-key'])
      expect(JSON.parse(body)).toMatchObject(wish)
      expect(Object.keys(JSON.parse(body)).sort()).toEqual(['input', 'model'])
      expect(JSON.stringify([headers, body])).not.toMatch(/eve|10\.0\.0\.1|expensive/)
    }
  })

  it('a body that does not arrive is given up over a real connection', async () => {
    const { relay, upstream, emulator } = await prepare(keeping)
    const server = createServer(toNodeListener(relay))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const sent = upstream.length
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write(
      `POST ${basePath}/tasks HTTP/1.1\r\nhost: app.example\r\nx-user: eve\r\ncontent-type: application/json\r\nidempotency-key: slow\r\ncontent-length: 100\r\n\r\n{"model":`,
    )
    const answer = await new Promise<string>((resolve) => {
      let text = ''
      socket.on('data', (bytes) => {
        text += bytes
        if (text.includes('}')) resolve(text)
      })
      socket.on('close', () => resolve(text))
    })
    socket.destroy()
    told.push(answer)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect([upstream.length, emulator.ledger.entries().length]).toEqual([sent, 1])
  }, 15_000)
})

/** A relay with a task of Ann's that is over. */
async function prepare(keeping: (typeof keepings)[number]) {
  const setup = await setupRelay(keeping)
  const { taskId } = await dataOf(setup.create('ann'))
  await setup.ask('ann', `/tasks/${taskId}`)
  await setup.ask('ann', `/tasks/${taskId}/outputs/0`).then((picture) => picture.arrayBuffer())
  return { ...setup, taskId: String(taskId) }
}

async function record(response: Response, statuses: Answers): Promise<string> {
  const text = `${JSON.stringify([...response.headers])}\n${await response.text()}`
  told.push(text)
  expect(statuses).toContain(response.status)
  return text
}

const streamed = (stream: ReadableStream): RequestInit =>
  ({ method: 'POST', headers: { ...json, ...key }, body: stream, duplex: 'half' }) as RequestInit

function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(64 * 1024).fill(0x20)
  return new ReadableStream({ pull: (controller) => controller.enqueue(chunk) })
}

function spellingsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  // Base64 of a text that stands anywhere in another has three forms.
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  )
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const hex = bytes.toString('hex')
  return [text, encodeURIComponent(text), escaped, escaped.toUpperCase(), hex, hex.toUpperCase(), ...encoded]
}
