import { once } from 'node:events'
import { createServer } from 'node:http'
import { createEmulator } from '@nano-banana/emulator'
import type { Figure } from './figure.ts'
import { installedVersion } from './installed-version.ts'
import { percentile } from './percentile.ts'

const runs = 7
const minuteMs = 60 * 1000
const weekMs = 7 * 24 * 60 * minuteMs
const everyMs = 10 * minuteMs

/** How long seven virtual days of one account take: a task every ten minutes, three reads and a callback for each. */
export async function* virtualWeek(): AsyncGenerator<Figure> {
  const receiver = createServer((request, response) => request.resume().on('end', () => response.writeHead(204).end()))
  await once(receiver.listen(0, '127.0.0.1'), 'listening')
  const address = receiver.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const tookMs: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now()
    await liveOneWeek(`http://127.0.0.1:${port}/callbacks`)
    tookMs.push(Math.round(performance.now() - startedAt))
  }
  receiver.close()
  receiver.closeAllConnections()
  yield {
    bench: 'virtual-week',
    client: '@nano-banana/emulator',
    version: installedVersion('@nano-banana/emulator'),
    case: `${weekMs / everyMs} tasks, ${(3 * weekMs) / everyMs} reads, ${weekMs / everyMs} callbacks over HTTP`,
    n: runs,
    firstMs: tookMs[0],
    p50Ms: percentile(tookMs, 50),
    maxMs: Math.max(...tookMs),
  }
}

async function liveOneWeek(callbackUrl: string): Promise<void> {
  const { transport, advance, deliveries, close } = createEmulator({ clock: 'virtual' })
  const { signal } = new AbortController()
  const body = JSON.stringify({
    model: 'Nano-Banana-2',
    input: { prompt: 'A red fox in the snow' },
    callback: { url: callbackUrl, when: 'final' },
  })
  const headers = { 'content-type': 'application/json' }
  for (let passedMs = 0; passedMs < weekMs; passedMs += everyMs) {
    const created = await transport({ method: 'POST', path: '/v1/tasks', headers, body, timeoutMs: minuteMs, signal })
    const path = `/v1/tasks/${JSON.parse(created.body).data.taskId}`
    for (let look = 0; look < 3; look += 1) {
      await advance(everyMs / 3)
      await transport({ method: 'GET', path, headers: {}, timeoutMs: minuteMs, signal })
    }
  }
  const arrived = deliveries().filter(({ outcome }) => outcome === 'acknowledged').length
  if (arrived !== weekMs / everyMs) throw new Error(`Only ${arrived} callbacks arrived`)
  await close()
}
