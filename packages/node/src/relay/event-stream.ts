import type { TaskSnapshot } from '@nano-banana/core'
import type { Listener } from './user-events.ts'
import { wireTask } from './wire.ts'

/** What an event stream needs. */
export interface EventStreamTools {
  readonly basePath: string
  readonly listen: (listener: Listener) => () => void
  /** Called once the stream listens. */
  readonly onOpen: () => void
}

const heartbeatMs = 15_000

/** One user's events as Server-Sent Events: `task`, with the task in the wire's words. */
export function eventStream({ basePath, listen, onOpen }: EventStreamTools): Response {
  const encoder = new TextEncoder()
  let stop: () => void
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => controller.enqueue(encoder.encode(text))
      const tell = (task: TaskSnapshot): void =>
        write(`event: task\ndata: ${JSON.stringify(wireTask(task, basePath))}\n\n`)
      // A comment now and then, so that no proxy takes the silence for an end.
      const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
      const forget = listen(tell)
      stop = () => {
        clearInterval(heartbeat)
        forget()
      }
      write('retry: 1000\n\n')
      onOpen()
    },
    cancel: () => stop(),
  })
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
  return new Response(body, { headers })
}
