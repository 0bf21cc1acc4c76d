import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { startEmulator } from '@nano-banana/emulator'
import { createGenerationService, createNanoBanana, type GenerationService, memoryJournal } from '@nano-banana/node'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createExpressApp } from '../src/express.ts'
import { createFastifyApp } from '../src/fastify.ts'
import { createHonoApp } from '../src/hono.ts'

const secret = 'a secret of thirty-two characters'
const webhookSecret = 'a signing key of the account'

/** A twin of the service that signs what it calls back, and a port that an app will listen on. */
async function setup() {
  const emulator = await startEmulator({ stages: { queued: 20, handling: 20, archiving: 20 }, quota: 0, webhookSecret })
  onTestFinished(emulator.close)
  let listener: RequestListener | undefined
  const server = createServer((request, response) => listener?.(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    emulator,
    origin,
    listen: (next: RequestListener) => {
      listener = next
    },
  }
}

async function order(origin: string, path = '/pictures'): Promise<void> {
  const body = JSON.stringify({ prompt: 'A red fox in the snow', orderId: '42' })
  const answer = await fetch(origin + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(await answer.json()).toMatchObject({ operationId: 'order-42', state: 'accepted', isNew: true })
}

const apps: Readonly<Record<string, (service: GenerationService) => RequestListener | Promise<RequestListener>>> = {
  Express: createExpressApp,
  async Fastify(service) {
    const app = createFastifyApp(service)
    await app.ready()
    onTestFinished(() => app.close())
    return app.routing
  },
  Hono: (service) => getRequestListener(createHonoApp(service).fetch),
}

it.each(Object.keys(apps))('%s takes an order, is called back, and settles it once', async (name) => {
  const { emulator, origin, listen } = await setup()
  const onSettled = vi.fn()
  const service = createGenerationService({
    client: createNanoBanana({ apiKey: 'sk-test-examples', baseUrl: emulator.url }),
    journal: memoryJournal(),
    secret,
    callback: { publicUrl: `${origin}/hooks/hiapi`, secrets: [webhookSecret] },
    onSettled,
  })
  onTestFinished(service.close)
  const app = await apps[name]?.(service)
  if (app) listen(app)
  await order(origin)
  expect(await service.wait('order-42')).toMatchObject({ state: 'settled', task: { status: 'success' } })
  await vi.waitFor(() => expect(emulator.deliveries()).toMatchObject([{ outcome: 'acknowledged' }]))
  expect(onSettled).toHaveBeenCalledTimes(1)
})

it('a Next.js route takes an order, is called back, and keeps its service when it is loaded anew', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nano-banana-next-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const { emulator, origin, listen } = await setup()
  vi.stubEnv('HIAPI_API_KEY', 'sk-test-examples')
  vi.stubEnv('HIAPI_BASE_URL', emulator.url)
  vi.stubEnv('HIAPI_WEBHOOK_SECRET', webhookSecret)
  vi.stubEnv('NANO_BANANA_SECRET', secret)
  vi.stubEnv('NANO_BANANA_JOURNAL', join(folder, 'operations.sqlite'))
  vi.stubEnv('NANO_BANANA_CALLBACK_URL', `${origin}/api/hiapi/hook`)
  const load = async () => {
    vi.resetModules()
    const { POST } = await import('../src/next/app/api/hiapi/[...path]/route.ts')
    const { theService } = await import('../src/next/service.ts')
    return { POST, service: theService() }
  }
  const [first, again] = [await load(), await load()]
  expect(again.POST).not.toBe(first.POST)
  expect(again.service).toBe(first.service)
  onTestFinished(first.service.close)
  listen(getRequestListener((request) => again.POST(request)))
  await order(origin, '/api/hiapi/pictures')
  expect(await first.service.wait('order-42')).toMatchObject({ state: 'settled', task: { status: 'success' } })
})
