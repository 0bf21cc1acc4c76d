import { UploadRefusal } from './upload-refusal.ts'

/** How slowly a body may come. */
export interface BodyPace {
  /** The longest silence. */
  readonly idleMs: number
  /** How far ahead of the slowest rate a body begins. */
  readonly graceMs: number
  /** The slowest rate, on the average. */
  readonly bytesPerSecond: number
}

/** Five seconds of silence at most, and 16 KiB a second on the average: whoever drips bytes holds nothing open for long. */
export const usualPace: BodyPace = { idleMs: 5_000, graceMs: 5_000, bytesPerSecond: 16 * 1024 }

/** What reading a body takes besides the body. */
export interface BodyTools {
  readonly pace: BodyPace
  /** Ends the reading, as when the sender has gone away. */
  readonly signal: AbortSignal
  /** Called with the length of each piece; throws to end the reading. */
  readonly onBytes: (length: number) => void
}

/** A body's pieces as they come. Rejects with `UploadRefusal` when they come too slowly or not to the end. */
export async function* timelyBody(
  body: ReadableStream<Uint8Array>,
  { pace, signal, onBytes }: BodyTools,
): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader()
  // A stream that is cancelled ends at once, also for whoever waits for more of it.
  const stop = (): void => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', stop)
  try {
    const startedAt = performance.now()
    for (let bytes = 0; ; ) {
      if (signal.aborted) throw brokenOff()
      const aheadMs = startedAt + pace.graceMs + (bytes / pace.bytesPerSecond) * 1000 - performance.now()
      let isLate = false
      const timer = setTimeout(
        () => {
          isLate = true
          stop()
        },
        Math.min(pace.idleMs, aheadMs),
      )
      const { done, value } = await reader.read().finally(() => clearTimeout(timer))
      if (isLate) throw tooSlow()
      if (signal.aborted) throw brokenOff()
      if (done) return
      bytes += value.byteLength
      onBytes(value.byteLength)
      yield value
    }
  } catch (cause) {
    throw cause instanceof UploadRefusal ? cause : brokenOff()
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

const brokenOff = (): UploadRefusal =>
  new UploadRefusal(400, 'BROKEN_OFF', { message: 'The upload was broken off: send it again' })

const tooSlow = (): UploadRefusal =>
  new UploadRefusal(408, 'REQUEST_TIMEOUT', { message: 'The upload came too slowly: send it again' })
