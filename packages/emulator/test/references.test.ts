import { EventEmitter, once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createEmulator } from '@nano-banana/emulator'
import { startTestEmulator } from '@nano-banana/emulator/testing'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createReferences } from '../src/references/references.ts'
import { callingBack, startReceiver } from './receiver.ts'
import { headers, start } from './start.ts'

const noise = (): Sharp =>
  sharp({
    create: {
      width: 300,
      height: 200,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', sigma: 40, mean: 128 },
    },
  })

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/reference.png`
}

const serveBytes = (bytes: Uint8Array): Promise<string> => serve((_, response) => void response.end(bytes))

const referring = (...image_input: string[]): string =>
  JSON.stringify({ model: 'Nano-Banana-2', input: { prompt: 'a cat', image_input } })

const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2)

describe('a reference that cannot be used fails its task, however soon that ends', () => {
  const bad: Readonly<Record<string, () => Promise<string>>> = {
    'no picture': () => serveBytes(Buffer.from('<html>not found</html>')),
    'half a PNG': async () => serveBytes(half(await noise().png().toBuffer())),
    'half a JPEG': async () => serveBytes(half(await noise().jpeg().toBuffer())),
    'half a WebP': async () => serveBytes(half(await noise().webp({ lossless: true }).toBuffer())),
    'a drawing': () => serveBytes(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
    'a refusal': () => serve((_, response) => void response.writeHead(404).end()),
    'a late refusal': () => serve((_, response) => void setTimeout(() => response.writeHead(404).end(), 60)),
    'nobody there': async () => 'http://127.0.0.1:9/reference.png',
  }
  it.each(Object.keys(bad))('%s', async (name) => {
    const emulator = await startTestEmulator()
    onTestFinished(emulator.close)
    const { url, received } = await startReceiver()
    const { input } = JSON.parse(referring((await bad[name]?.()) ?? ''))
    const body = JSON.stringify({ ...JSON.parse(callingBack(url)), input })
    const response = await fetch(`${emulator.url}/v1/tasks`, { method: 'POST', headers, body })
    expect(response.status).toBe(200)
    // Others look at the clock meanwhile.
    await expect.poll(() => received).toHaveLength(1)
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ status: 'fail', error: { code: 'TASK_FAILED' } })
  })

  it('on a virtual clock too, and at the end of its stages', async () => {
    const startMs = Date.UTC(2026, 0, 1)
    const stages = { queued: 500, handling: 1_000, archiving: 500 }
    const emulator = await start({ clock: 'virtual', now: () => startMs, stages })
    const { data } = await (await emulator.post(referring('http://127.0.0.1:9/'))).json()
    expect(await emulator.get(data.taskId)).toMatchObject({ status: 'queued' })
    await emulator.advance(2_000)
    expect(await emulator.get(data.taskId)).toMatchObject({ status: 'fail', completed: startMs / 1000 + 2 })
  })
})

it('reads nothing for a stranger, a form or a request that is refused', async () => {
  let asked = 0
  const url = await serve((_, response) => {
    asked += 1
    response.writeHead(404).end()
  })
  const emulator = await start()
  await emulator.post(referring(url), { authorization: 'Bearer nobody' })
  await emulator.post(referring(url), { 'content-type': 'text/plain' })
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 503 } })
  await emulator.post(referring(url))
  expect(asked).toBe(0)
})

it('paints a reference that it read, although it is gone since and forgotten', async () => {
  const picture = await noise().png().toBuffer()
  let isThere = true
  const url = await serve((_, response) => (isThere ? response : response.writeHead(404)).end(picture))
  const references = createReferences(new AbortController().signal)
  const task = (taskId: string) => ({
    taskId,
    account: 'a',
    origin: '',
    createdAtMs: 0,
    stages: { queued: 0, handling: 0, archiving: 0 },
    failure: undefined,
    request: JSON.parse(referring(url)),
  })
  references.keep('first', await references.read([url]))
  expect(await references.of(task('first'))).toEqual([{ url, bytes: picture }])
  // 64 MiB are kept: the oldest are read again.
  const big = { references: [{ url, bytes: new Uint8Array(40 * 2 ** 20) }], failure: undefined }
  references.keep('second', big)
  references.keep('third', big)
  expect((await references.of(task('second')))[0]?.bytes).toHaveLength(picture.length)
  expect((await references.of(task('third')))[0]?.bytes).toHaveLength(40 * 2 ** 20)
  isThere = false
  expect(await references.of(task('first'))).toEqual([{ url }])
})

it.each(['the headers', 'the body'])('stops waiting for %s of a reference when it closes', async (part) => {
  const events = new EventEmitter()
  const asked = once(events, 'asked')
  const left = once(events, 'left')
  const url = await serve((request, response) => {
    request.socket.on('close', () => events.emit('left'))
    if (part === 'the body') response.writeHead(200).write('the beginning of ')
    events.emit('asked')
  })
  const emulator = createEmulator()
  const lost = emulator.fetch('http://localhost/v1/tasks', { method: 'POST', headers, body: referring(url) })
  const outcome = expect(lost).rejects.toThrow('fetch failed')
  await asked
  const closedAt = performance.now()
  await emulator.close()
  await Promise.all([outcome, left])
  expect(performance.now() - closedAt).toBeLessThan(2_000)
  expect(emulator.ledger.entries()).toEqual([])
})
