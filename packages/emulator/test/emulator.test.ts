import { createServer, request as httpRequest } from 'node:http'
import { createClient, pollWatch } from '@nano-banana/core'
import { createEmulator, startEmulator } from '@nano-banana/emulator'
import sharp from 'sharp'
import { expect, it, onTestFinished, vi } from 'vitest'
import { headers, instant, start } from './start.ts'

async function serve(bytes: Uint8Array): Promise<string> {
  const server = createServer((_, response) => response.end(bytes))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/reference.png` : ''
}

async function pictureOf(emulator: Awaited<ReturnType<typeof start>>, body: unknown) {
  const { data } = await (await emulator.post(typeof body === 'string' ? body : JSON.stringify(body))).json()
  const task = await emulator.get(data.taskId)
  const response = await fetch(task.output[0].url)
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

// The two example bodies of the API's own page, to the letter.
const textToImage = `{
  "model": "Nano-Banana-2",
  "input": {
    "prompt": "A glowing tropical rainforest at night",
    "image_input": [],
    "aspect_ratio": "1:1",
    "resolution": "1K",
    "output_format": "png"
  }
}`
const withReference = `{
  "model": "Nano-Banana-2",
  "input": {
    "prompt": "Restyle this reference into a cinematic product poster",
    "image_input": [
      "https://example.com/reference.png"
    ],
    "aspect_ratio": "16:9",
    "resolution": "1K",
    "output_format": "png"
  }
}`

it('runs the documented example bodies as they stand', async () => {
  const emulator = await start()
  for (const [body, width, height] of [
    [textToImage, 1024, 1024],
    [withReference, 1376, 768],
  ] as const) {
    const { response, bytes } = await pictureOf(emulator, body)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width, height })
  }
  expect(emulator.ledger.entries()).toHaveLength(2)
})

it('composites a reference from this machine into the picture', async () => {
  const emulator = await start()
  const magenta = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#ff00ff' } })
    .png()
    .toBuffer()
  const reference = await serve(magenta)
  const share = async (body: string) => magentaShare((await pictureOf(emulator, body)).bytes)

  expect(await share(withReference.replace('https://example.com/reference.png', reference))).toBeGreaterThan(0.02)
  expect(await share(withReference)).toBeLessThan(0.001)
})

it('fails the task when a reference from this machine is no picture', async () => {
  const emulator = await start({ stages: { queued: 300, handling: 0, archiving: 0 } })
  const reference = await serve(Buffer.from('<html>not found</html>'))
  const { data } = await (
    await emulator.post(withReference.replace('https://example.com/reference.png', reference))
  ).json()
  await vi.waitFor(async () =>
    expect(await emulator.get(data.taskId)).toMatchObject({ status: 'fail', error: { code: 'TASK_FAILED' } }),
  )
})

it('serves an output only while it exists', async () => {
  let nowMs = Date.UTC(2026, 0, 1)
  const emulator = await start({ now: () => nowMs, stages: { queued: 1_000, handling: 0, archiving: 0 } })
  const { data } = await (await emulator.post(textToImage)).json()
  const statusOf = async (file: string) => (await fetch(`${emulator.url}/outputs/${file}`)).status

  expect(await statusOf(`${data.taskId}.png`)).toBe(403)
  nowMs += 1_000
  expect(await statusOf(`${data.taskId}.png`)).toBe(200)
  expect([await statusOf(`${data.taskId}.jpg`), await statusOf('nonsense'), await statusOf('tk-none.png')]).toEqual([
    404, 404, 404,
  ])
  nowMs += 7 * 24 * 3600 * 1000
  expect(await statusOf(`${data.taskId}.png`)).toBe(403)
})

it('refuses bodies beyond 10 MB', async () => {
  const { post } = await start()
  const response = await post(
    JSON.stringify({ model: 'Nano-Banana-2', input: { prompt: 'a'.repeat(10 * 1024 * 1024) } }),
  )
  expect(response.status).toBe(413)
})

it('refuses them in the process too, before anything else', async () => {
  const { transport } = createEmulator()
  const { signal } = new AbortController()
  const body = ' '.repeat(10 * 1024 * 1024 + 1)
  const headers = { 'content-type': 'text/plain' }
  const request = { method: 'POST', path: '/v1/tasks', headers, body, signal, timeoutMs: 1_000 } as const
  expect((await transport(request)).status).toBe(413)
})

it.each(['attacker.example', '127.0.0.1.nip.io', '127.999.1.1'])(
  'answers on loopback names only, so that no web page can use it under a name of its own: not on %s',
  async (host) => {
    const { url } = await start()
    const status = await new Promise((resolve) => {
      httpRequest(`${url}/v1/tasks`, { headers: { ...headers, host } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).end()
    })
    expect(status).toBe(421)
  },
)

it('takes its time to answer when told to', async () => {
  const { post } = await start({ latencyMs: 60 })
  const startedAt = performance.now()
  await post(textToImage)
  expect(performance.now() - startedAt).toBeGreaterThan(55)
})

it('rejects when its port is taken', async () => {
  const { url } = await start()
  await expect(startEmulator({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('lives in the process too, behind the transport of a client', async () => {
  const { transport, fetch: fetchHere, ledger } = createEmulator({ stages: instant })
  const client = createClient({ transport, watch: pollWatch({ intervalMs: 1 }) })
  const { outputs } = await client.generate({ prompt: 'a lighthouse', output_format: 'jpg' })
  const response = await fetchHere(new Request(outputs[0]?.url ?? ''))

  expect(await sharp(Buffer.from(await response.arrayBuffer())).metadata()).toMatchObject({
    format: 'jpeg',
    width: 1024,
  })
  expect(ledger.entries()).toHaveLength(1)
})

async function magentaShare(bytes: Buffer): Promise<number> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let count = 0
  for (let index = 0; index < data.length; index += 3) {
    const [red = 0, green = 0, blue = 0] = data.subarray(index, index + 3)
    if (red > 240 && green < 20 && blue > 240) count += 1
  }
  return count / (info.width * info.height)
}

it('answers a body without a declared length, and methods it does not have', async () => {
  const { url } = await start()
  const body = new Blob([textToImage]).stream()
  const chunked = await fetch(`${url}/v1/tasks`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
  expect(chunked.status).toBe(200)
  expect((await fetch(`${url}/v1/tasks`, { method: 'DELETE', headers })).status).toBe(405)
  expect((await fetch(`${url}//`, { headers })).status).toBe(404)
})
