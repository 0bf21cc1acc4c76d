import type { WireEntry } from '../../src/wire/wire-entry.ts'
import type { WireLog } from './wire-log.ts'

/** What passes behind the page, for one visitor, as Server-Sent Events. */
export function wireStream(wire: WireLog, visitor: string): Response {
  const encoder = new TextEncoder()
  let stop: () => void
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode('retry: 500\n\n'))
      stop = wire.listen(visitor, (entry: WireEntry) =>
        controller.enqueue(encoder.encode(`event: entry\ndata: ${JSON.stringify(entry)}\n\n`)),
      )
    },
    cancel: () => stop(),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}
