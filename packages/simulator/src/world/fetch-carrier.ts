import type { CarrierTools } from './core-carrier.ts'
import type { WireResult } from './wire.ts'

/** The only place that the key may go to. */
export const serviceOrigin = 'https://api.hiapi.ai'

/** A `fetch` over the simulated network, which fails in the ways that Node's own does. */
export function fetchCarrier(
  { network, machine, server, served }: CarrierTools,
  onStray: (url: string) => void,
): typeof globalThis.fetch {
  // A request's signal follows its caller's for as long as somebody holds the request: in a real fetch, the connection does.
  const held = new Set<Request>()
  return async (input, init) => {
    const request = new Request(input, init)
    const { method, signal } = request
    const { origin, pathname, search } = new URL(request.url)
    if (origin !== serviceOrigin || request.redirect !== 'manual') onStray(request.url)
    const body = method === 'POST' ? await request.text() : undefined
    const route = { from: machine, to: server, serves: served?.() }
    const wire = { method, path: pathname + search, headers: Object.fromEntries(request.headers), body }
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const end = (): void => {
        signal.removeEventListener('abort', stop)
        held.delete(request)
      }
      const stop = (): void => {
        end()
        giveUp()
        reject(signal.reason)
      }
      const giveUp = network.send(wire, route, (result) => {
        if (result.kind === 'lost') reject(new TypeError('fetch failed', { cause: causes[result.reason] }))
        else resolve(toResponse(result, { signal, onCancel: stop }))
        if (result.kind !== 'stalled') end()
      })
      held.add(request)
      signal.addEventListener('abort', stop)
    })
  }
}

const withCode = (code: string): Error => Object.assign(new Error(code), { code })
const causes = {
  unreachable: withCode('ECONNREFUSED'),
  untrusted: withCode('CERT_HAS_EXPIRED'),
  interrupted: withCode('ECONNRESET'),
}

/** How a body that stalls ends after all. */
interface StalledBody {
  readonly signal: AbortSignal
  readonly onCancel: () => void
}

function toResponse(
  { kind, status, headers, body }: Exclude<WireResult, { kind: 'lost' }>,
  { signal, onCancel }: StalledBody,
): Response {
  const bytes = new TextEncoder().encode(body)
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.byteLength > 0) controller.enqueue(bytes)
      if (kind === 'cut') controller.error(new TypeError('terminated', { cause: causes.interrupted }))
      if (kind === 'answer') controller.close()
      if (kind === 'stalled') signal.addEventListener('abort', () => controller.error(signal.reason))
    },
    cancel: onCancel,
  })
  return new Response(stream, { status, headers })
}
