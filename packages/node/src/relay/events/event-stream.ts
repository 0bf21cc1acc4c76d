import type { Clock } from '@nano-banana/core'
import type { Listener } from '../relay-tasks.ts'
import { wireTask } from '../wire.ts'
import { eventIdAt } from './event-id.ts'
import { createUnsentTasks } from './unsent-tasks.ts'

/** What an event stream needs. */
export interface EventStreamTools {
  readonly basePath: string
  readonly clock: Clock
  /** How long it lasts at most. */
  readonly streamMs: number
  /** Tells a listener of tasks from now on; gives how to stop. */
  readonly follow: (listener: Listener) => Promise<() => void>
  /** Called once, when it is over. */
  readonly onEnd: () => void
}

const heartbeatMs = 15_000
/** When the browser comes again after the stream has ended. */
const comeAgainMs = 1_000

const headers = {
  'content-type': 'text/event-stream',
  // Whatever is transformed on the way is gathered first.
  'cache-control': 'no-store, no-transform',
  vary: 'cookie, authorization',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

/**
 * One user's events as Server-Sent Events: `task`, with the task in the wire's words, and `bye` before the end. Nothing is
 * written that nobody reads. Rejects when the tasks cannot be followed.
 */
export async function eventStream({ basePath, clock, streamMs, follow, onEnd }: EventStreamTools): Promise<Response> {
  const encoder = new TextEncoder()
  const unsent = createUnsentTasks()
  const over = new AbortController()
  let isBeatDue = false
  let isLast = false
  let wake = (): void => undefined

  const words = (): string | undefined => {
    const task = unsent.take()
    if (task) return eventOf('task', wireTask(task, basePath), eventIdAt(clock.now()))
    if (isLast) return eventOf('bye', {})
    if (!isBeatDue) return undefined
    isBeatDue = false
    // A comment now and then, so that no proxy takes the silence for an end.
    return ': still here\n\n'
  }

  async function beat(): Promise<void> {
    for (;;) {
      await clock.sleep(heartbeatMs, over.signal)
      isBeatDue = true
      wake()
    }
  }

  function end(): void {
    if (over.signal.aborted) return
    over.abort('over')
    stop()
    onEnd()
  }

  const stop = await follow((task) => {
    if (unsent.put(task)) wake()
  }).catch((error: unknown) => {
    onEnd()
    throw error
  })

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode(`retry: ${comeAgainMs}\n\n`))
        beat().catch(() => undefined)
        // Not all at the same moment, where many were opened at one.
        clock
          .sleep(streamMs * (0.8 + 0.2 * Math.random()), over.signal)
          .then(() => {
            isLast = true
            wake()
            // Whoever has not read anything for so long will not now.
            return clock.sleep(heartbeatMs, over.signal).then(() => {
              end()
              controller.close()
            })
          })
          .catch(() => undefined)
      },
      async pull(controller) {
        let text = words()
        while (text === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          if (over.signal.aborted) return
          text = words()
        }
        controller.enqueue(encoder.encode(text))
        if (!text.startsWith('event: bye')) return
        end()
        controller.close()
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  )
  return new Response(body, { headers })
}

const eventOf = (event: string, data: unknown, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
