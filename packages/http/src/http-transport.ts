import { type Clock, systemClock, type Transport, TransportFailure, type TransportRequest } from '@nano-banana/core'
import ky from 'ky'
import { failureReason } from './failure-reason.ts'
import { readCapped } from './read-capped.ts'

/** Where requests go, and as whom. */
export interface HttpTransportOptions {
  /** Origin and optional prefix, without a trailing slash. */
  readonly baseUrl: string
  /** Sent with every request. @default none */
  readonly headers?: Readonly<Record<string, string>>
  /** Captured now, so that a later change of the global does not see the requests. @default the global fetch */
  readonly fetch?: typeof globalThis.fetch
  /** A longer answer counts as cut off. @default 4 MiB */
  readonly maxBytes?: number
  /** Clears every answer of what nobody may see, in case the service echoes it. @default as it is */
  readonly redact?: (text: string) => string
  readonly clock?: Clock
}

/** A `Transport` over fetch: it adds nothing but the host and the headers, and judges nothing. */
export function createHttpTransport({
  baseUrl,
  headers = {},
  fetch = globalThis.fetch,
  maxBytes = 4 * 1024 * 1024,
  redact = (text) => text,
  clock = systemClock,
}: HttpTransportOptions): Transport {
  // Bound, because some platforms refuse a fetch that is called as a method.
  const boundFetch: typeof fetch = (input, init) => fetch(input, init)
  // Core decides about retries and statuses, and the timer below covers the body, which ky's does not.
  const http = ky.create({ fetch: boundFetch, retry: 0, throwHttpErrors: false, timeout: false, redirect: 'manual' })

  return async (request) => {
    const { controller, end, hasTimedOut } = startTimer(request, clock)
    let hasAnswered = false
    try {
      const response = await http(`${baseUrl}${request.path}`, {
        method: request.method,
        headers: { ...headers, ...request.headers },
        ...(request.body !== undefined && { body: request.body }),
        // A framework that caches fetches would show the same status for ever.
        ...(request.method === 'GET' && { cache: 'no-store' }),
        signal: controller.signal,
      })
      hasAnswered = true
      const body = await readCapped(response, { maxBytes, signal: controller.signal })
      return {
        // A browser hides a redirect that it does not follow behind status 0.
        status: response.type === 'opaqueredirect' ? 302 : response.status,
        headers: Object.fromEntries([...response.headers].map(([name, value]) => [name, redact(value)])),
        body: redact(body),
      }
    } catch (cause) {
      if (request.signal.aborted) throw request.signal.reason
      throw new TransportFailure(hasTimedOut() ? 'timeout' : failureReason(cause, hasAnswered), { cause })
    } finally {
      end()
    }
  }
}

function startTimer({ signal, timeoutMs }: TransportRequest, clock: Clock) {
  const controller = new AbortController()
  let isOver = false
  const stop = (): void => controller.abort(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  clock.sleep(timeoutMs, controller.signal).then(
    () => {
      isOver = true
      controller.abort()
    },
    () => undefined,
  )
  return {
    controller,
    hasTimedOut: () => isOver,
    end: () => {
      signal.removeEventListener('abort', stop)
      controller.abort('closed')
    },
  }
}
