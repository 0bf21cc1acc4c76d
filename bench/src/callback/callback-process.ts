// Serves callbacks in a process of its own: by a bare server that reads and acknowledges, or by a generation service.
import { mkdtempSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import {
  createGenerationService,
  createNanoBanana,
  type Journal,
  memoryJournal,
  sqliteJournal,
} from '@nano-banana/node'
import { taskIdOf, webhookSecret } from './signed-callback.ts'

const [kind, tasks] = process.argv.slice(2)

const acknowledgement = '{"received":true}'
const bareHeaders = { 'content-type': 'application/json', 'content-length': acknowledgement.length }

const bare: RequestListener = (request, response) => {
  const chunks: Uint8Array[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    Buffer.concat(chunks)
    response.writeHead(200, bareHeaders).end(acknowledgement)
  })
}

async function serviceListener<Tx>(journal: Journal<Tx>): Promise<RequestListener> {
  const service = createGenerationService({
    client: createNanoBanana({ apiKey: 'sk-test-bench', baseUrl: 'http://127.0.0.1:9' }),
    journal,
    secret: 'a secret of thirty-two characters',
    callback: { publicUrl: 'https://bench.example/hook', secrets: [webhookSecret] },
    onSettled: () => undefined,
  })
  await Promise.all(Array.from({ length: Number(tasks) }, (_, nth) => service.adopt(taskIdOf(nth))))
  return service.callbackListener
}

const listeners: Readonly<Record<string, () => RequestListener | Promise<RequestListener>>> = {
  bare: () => bare,
  memory: () => serviceListener(memoryJournal()),
  sqlite: () => serviceListener(sqliteJournal({ path: join(mkdtempSync(join(tmpdir(), 'bench-')), 'journal.sqlite') })),
}

const listener = await listeners[kind ?? '']?.()
if (listener === undefined) throw new Error(`No server is called ${kind}`)
const server = createServer(listener).listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port)
})
// Lines that rest for a while are no matter of this bench.
server.keepAliveTimeout = 0
// How much of a core it has taken so far, in microseconds.
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.on('disconnect', () => process.exit())
