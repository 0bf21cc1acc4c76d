import { backoff, type Clock, readTask, type TaskSnapshot } from '@nano-banana/core'
import { quietly } from './quietly.ts'

/** What a stream needs. */
export interface StreamTools {
  /** Asked at each connection; there is none while it says nothing. */
  readonly url: () => string | undefined
  readonly onTask: (task: TaskSnapshot) => void
  readonly clock: Clock
  readonly random: () => number
}

/** The relay's events, for as long as somebody wants them. */
export interface Stream {
  readonly isOpen: () => boolean
  /** Asks the relay anew, shortly. */
  readonly restart: () => void
  readonly close: () => void
}

// What is wanted at about the same time is asked for at once, and what is let go at once is not asked for.
const gatherMs = 250
const pauses = { baseMs: 2_000, maxMs: 60_000 }
const open = 1
const closed = 2

/** Keeps an event stream open. A cut or politely ended one reconnects by itself; one that is refused, after growing pauses. */
export function keepStream({ url, onTask, clock, random }: StreamTools): Stream {
  let events: EventSource | undefined
  let failures = 0
  let timer = new AbortController()

  function close(): void {
    timer.abort('closed')
    events?.close()
  }

  function connectIn(ms: number): void {
    close()
    timer = new AbortController()
    clock.sleep(ms, timer.signal).then(connect, () => undefined)
  }

  function connect(): void {
    const address = url()
    if (address === undefined) return
    // Servers have none, and some pages may not open one; they still look.
    const stream = quietly(() => new EventSource(address))
    if (stream === undefined) return
    events = stream
    stream.onopen = () => {
      failures = 0
    }
    stream.onerror = () => {
      failures += 1
      if (stream.readyState === closed || failures > 2) connectIn(backoff(failures, random, pauses))
    }
    stream.addEventListener('task', ({ data }) => {
      const task = readTask(quietly(() => JSON.parse(data)))
      if (task) onTask(task)
    })
  }

  connectIn(gatherMs)
  return { isOpen: () => events?.readyState === open, restart: () => connectIn(gatherMs), close }
}
