import { type Clock, type FailureReason, systemClock, type Transport, TransportFailure } from '@nano-banana/core'
import ky from 'ky'

/** What one platform's fetch tells and needs beyond the standard. */
export interface FetchTraits {
  /** Why no answer began. */
  readonly reasonOf: (error: unknown) => FailureReason
  /** The body as text. Rejects when it breaks off, or the signal aborts. */
  readonly textOf: (response: Response, signal: AbortSignal) => Promise<string>
}

/** Where requests go, and as whom. */
export interface HttpTransportOptions {
  /** Origin and optional prefix, without a trailing slash. */
  readonly baseUrl: string
  /** Sent with every request. @default none */
  readonly headers?: Readonly<Record<string, string>>
  /** Captured now, so that a later change of the global does not see the requests. @default the global fetch */
  readonly fetch?: typeof globalThis.fetch
  /** @default a page's, whose errors tell nothing, and whose server has bounded every answer */
  readonly traits?: FetchTraits
  /** Clears every answer of what nobody may see, in case the service echoes it. @default as it is */
  readonly redact?: (text: string) => string
  readonly clock?: Clock
}

const traitsOfPages: FetchTraits = { reasonOf: () => 'interrupted', textOf: (response) => response.text() }

/** A `Transport` over fetch: it adds nothing but the host and the headers, and judges nothing. */
export function createHttpTransport({
  baseUrl,
  headers,
  fetch = globalThis.fetch,
  traits = traitsOfPages,
  redact = (text) => text,
  clock = systemClock,
}: HttpTransportOptions): Transport {
  const http = ky.create({
    // Bound, because some platforms refuse a fetch that is called as a method.
    fetch: (input, init) => fetch(input, init),
    // Core decides about retries and statuses, and the timer below covers the body, which ky's does not.
    retry: 0,
    throwHttpErrors: false,
    timeout: false,
    redirect: 'manual',
    // A framework that caches fetches would show the same status for ever.
    cache: 'no-store',
  })

  return async ({ path, timeoutMs, signal, ...request }) => {
    const controller = new AbortController()
    const stop = (): void => controller.abort(signal.reason)
    let lost: FailureReason | undefined
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    const expire = (): void => {
      lost = 'timeout'
      controller.abort()
    }
    clock.sleep(timeoutMs, controller.signal).then(expire, () => undefined)
    try {
      const response = await http(baseUrl + path, {
        ...request,
        headers: { ...headers, ...request.headers },
        signal: controller.signal,
      })
      lost ??= 'incomplete'
      const body = await traits.textOf(response, controller.signal)
      return {
        // A browser hides a redirect that it does not follow behind status 0.
        status: response.type === 'opaqueredirect' ? 302 : response.status,
        headers: Object.fromEntries([...response.headers].map(([name, value]) => [name, redact(value)])),
        body: redact(body),
      }
    } catch (cause) {
      if (signal.aborted) throw signal.reason
      throw new TransportFailure(lost ?? traits.reasonOf(cause), { cause })
    } finally {
      signal.removeEventListener('abort', stop)
      controller.abort('closed')
    }
  }
}
