import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import { createEmulator } from '@nano-banana/emulator'
import { expect, it, onTestFinished, vi } from 'vitest'
import { deliver } from '../src/callbacks/deliver.ts'
import { callingBack, startReceiver } from './receiver.ts'
import { start } from './start.ts'

const secret = 'sixteen or more characters'

it('POSTs the task to its callback.url when it ends, signed', async () => {
  const { url, received } = await startReceiver()
  const emulator = await start({ webhookSecret: secret })
  const { data } = await (await emulator.post(callingBack(`${url}?of=17`))).json()
  await vi.waitFor(() => expect(emulator.deliveries()).toHaveLength(1))

  const [{ headers, body } = { headers: {}, body: '' }] = received
  expect(JSON.parse(body)).toEqual(await emulator.get(data.taskId))
  expect(headers['x-hiapi-signature']).toBe(
    createHmac('sha256', secret).update(`${headers['x-hiapi-timestamp']}.${body}`).digest('hex'),
  )
  expect(emulator.deliveries()).toMatchObject([
    { taskId: data.taskId, url: `${url}?of=17`, attempt: 1, outcome: 'acknowledged', status: 204 },
  ])
})

it('waits for the end of the task by its own time', async () => {
  const { url } = await startReceiver()
  const emulator = await start({ stages: { queued: 40, handling: 20, archiving: 0 } })
  await emulator.post(callingBack(url))
  const [{ createdAtMs } = { createdAtMs: 0 }] = emulator.ledger.entries()
  await vi.waitFor(() => expect(emulator.deliveries()).toHaveLength(1))
  expect(emulator.deliveries()[0]?.atMs).toBeGreaterThanOrEqual(createdAtMs + 60)
})

it('delivers again what was refused', async () => {
  let answers = 0
  const { url, received } = await startReceiver((response) => {
    answers += 1
    response.writeHead(answers === 1 ? 500 : 200).end('noted')
  })
  const emulator = await start({ speed: 2_000 })
  await emulator.post(callingBack(url))
  await vi.waitFor(() => expect(emulator.deliveries().map(({ status }) => status)).toEqual([500, 200]))
  expect(received[1]?.body).toBe(received[0]?.body)
})

it('never contacts a host that is not this machine', async () => {
  const emulator = await start()
  await emulator.post(callingBack('https://shop.example/callbacks'))
  await vi.waitFor(() => expect(emulator.deliveries()).toMatchObject([{ outcome: 'undeliverable' }]))
})

it.each([
  'http://shop.example/',
  'http://127.0.0.1:1/\r\nx-other: 1',
  'file:///etc/passwd',
  'http://127.0.0.1.nip.io/',
])('does not take %j for a receiver', async (url) => {
  const { post, ledger } = await start()
  expect((await post(callingBack(url))).status).toBe(400)
  expect(ledger.entries()).toEqual([])
})

it.each([
  ['user:p%40ss', 'user:p@ss'],
  ['a%zz', 'a%zz:'],
])('names the user that the URL names, whatever its escapes: %s', async (user, expected) => {
  const { url, received } = await startReceiver()
  const emulator = await start({ clock: 'virtual' })
  await emulator.post(callingBack(url.replace('//', `//${user}@`)))
  await emulator.advance(0)
  expect(emulator.deliveries()).toMatchObject([{ outcome: 'acknowledged' }])
  expect(received[0]?.headers.authorization).toBe(`Basic ${Buffer.from(expected).toString('base64')}`)
})

it('counts what cannot be sent at all as unanswered', async () => {
  const courier = { taskId: 't', attempt: 1, isCopy: false, atMs: 0, body: '', timeoutMs: 1_000 }
  const delivery = { ...courier, url: 'http://127.0.0.1:9/', headers: { 'x-broken': 'two\nlines' } }
  expect(await deliver(delivery, new AbortController().signal)).toEqual({ kind: 'unanswered' })
})

it('swaps callbacks of tasks that end one after the other when they are reordered', async () => {
  const { url, received } = await startReceiver()
  const emulator = await start({ clock: 'virtual', callbacks: { reorder: true } })
  for (const prompt of ['a', 'b', 'c', 'd']) {
    await emulator.post(callingBack(url, `[fail ${prompt.toUpperCase()}]`))
    await emulator.advance(300)
  }
  expect(received.map(({ body }) => JSON.parse(body).error.code)).toEqual(['B', 'A', 'D', 'C'])
})

it('follows no redirect', async () => {
  const elsewhere = await startReceiver()
  const { url } = await startReceiver((response) => response.writeHead(307, { location: elsewhere.url }).end())
  const emulator = await start()
  await emulator.post(callingBack(url))
  await vi.waitFor(() => expect(emulator.deliveries()).toMatchObject([{ outcome: 'refused', status: 307 }]))
  expect(elsewhere.received).toEqual([])
})

it('waits for a receiver only so long', async () => {
  const { url } = await startReceiver(() => undefined)
  const emulator = await start({ callbacks: { timeoutMs: 30 } })
  await emulator.post(callingBack(url))
  await vi.waitFor(() => expect(emulator.deliveries()).toMatchObject([{ outcome: 'unanswered', status: undefined }]))
})

it('takes the status for the answer, although the body never ends', async () => {
  const { url } = await startReceiver((response) => void response.writeHead(200).write('and then '))
  const emulator = await start()
  await emulator.post(callingBack(url))
  await vi.waitFor(() => expect(emulator.deliveries()).toMatchObject([{ outcome: 'acknowledged' }]))
})

it.each([
  ['closes the connection', (port: number) => `http://127.0.0.1:${port}/`],
  ['speaks no TLS', (port: number) => `https://localhost:${port}/`],
])('counts a receiver that %s as silent', async (_, urlOf) => {
  const server = createServer((socket) => socket.on('error', () => undefined).destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const emulator = await start()
  await emulator.post(callingBack(urlOf(typeof address === 'object' && address ? address.port : 0)))
  await vi.waitFor(() => expect(emulator.deliveries()).toMatchObject([{ outcome: 'unanswered' }]))
})

it('ends a delivery under way when it closes, and sends no other', async () => {
  const { url, received } = await startReceiver(() => undefined)
  const emulator = await start({ speed: 1e6 })
  await emulator.post(callingBack(url))
  await vi.waitFor(() => expect(received).toHaveLength(1))
  await emulator.close()
  expect(emulator.deliveries()).toMatchObject([{ outcome: 'unanswered' }])
  expect(received).toHaveLength(1)
})

it('sends callbacks without a port of its own too', async () => {
  const { url, received } = await startReceiver()
  const emulator = createEmulator({ stages: { queued: 0, handling: 0, archiving: 0 } })
  onTestFinished(emulator.close)
  const headers = { 'content-type': 'application/json' }
  const signal = new AbortController().signal
  await emulator.transport({ method: 'POST', path: '/v1/tasks', headers, body: callingBack(url), timeoutMs: 1, signal })
  await vi.waitFor(() => expect(received).toHaveLength(1))
})

it('keeps no process alive for a callback that is not due yet', async () => {
  const script = `
    import { createEmulator } from '@nano-banana/emulator'
    const { transport, deliveries } = createEmulator({ stages: { queued: 3_600_000, handling: 0, archiving: 0 } })
    const { signal } = new AbortController()
    const headers = { 'content-type': 'application/json' }
    const body = process.argv[1]
    const { status } = await transport({ method: 'POST', path: '/v1/tasks', headers, body, signal, timeoutMs: 1_000 })
    console.log(status, deliveries().length)`
  const argv = ['--conditions=@nano-banana/source', '--input-type=module', '--eval', script]
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [...argv, callingBack('http://localhost/')], {
    cwd: import.meta.dirname,
  })
  expect(stdout).toBe('200 0\n')
})
